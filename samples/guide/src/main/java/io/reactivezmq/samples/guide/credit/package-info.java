/** Credit-based flow control: request(n) that crosses the wire. Chapter 7 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.credit;

import org.jspecify.annotations.NullMarked;
