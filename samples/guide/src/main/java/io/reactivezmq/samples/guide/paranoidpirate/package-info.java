/** Paranoid pirate: a queue that knows when a worker has died. Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.paranoidpirate;

import org.jspecify.annotations.NullMarked;
