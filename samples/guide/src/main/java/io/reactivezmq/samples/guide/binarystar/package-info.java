/** Binary star: two servers, of which one answers. Chapter 4 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.binarystar;

import org.jspecify.annotations.NullMarked;
