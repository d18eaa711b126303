/** Titanic: requests that outlive everybody, on disk (RFC 9, TSP). Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.titanic;

import org.jspecify.annotations.NullMarked;
