/** Freelance: clients that choose among servers without a broker. Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.freelance;

import org.jspecify.annotations.NullMarked;
