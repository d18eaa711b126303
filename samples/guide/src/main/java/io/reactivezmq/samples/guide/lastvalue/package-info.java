/** Last value cache: who subscribes late gets the newest value at once. Chapter 5 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.lastvalue;

import org.jspecify.annotations.NullMarked;
