/** Clone: one map in several processes (RFC 12, CHP). Chapter 5 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.clone;

import org.jspecify.annotations.NullMarked;
