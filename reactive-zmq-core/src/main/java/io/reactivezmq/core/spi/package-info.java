/**
 * What the library's own modules may do that applications may not: reach the arrays inside a message.
 *
 * <p>Door: {@link io.reactivezmq.core.spi.FrameAccess#get()}. Exported to the codec, sockets and proxy modules only.
 *
 * <p>Threads: any; whoever holds an array obtained here must not write to it.
 */
@NullMarked
package io.reactivezmq.core.spi;

import org.jspecify.annotations.NullMarked;
