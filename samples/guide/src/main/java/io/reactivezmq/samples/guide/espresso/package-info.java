/** Espresso: what a proxy passes on, to watch. Chapter 5 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.espresso;

import org.jspecify.annotations.NullMarked;
