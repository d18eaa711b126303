/** Majordomo: services by name behind a broker (RFC 7 and RFC 18, MDP). Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.majordomo;

import org.jspecify.annotations.NullMarked;
