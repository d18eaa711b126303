/** Lazy pirate: a client that is not impressed by a server that dies. Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.lazypirate;

import org.jspecify.annotations.NullMarked;
