/**
 * A pipe is one peer: an outbound and an inbound queue with high-water marks, an event loop, and a connection while there
 * is one. What a socket receives comes together in its {@link io.reactivezmq.sockets.pipe.Inbox}; what it cannot send yet
 * waits in its {@link io.reactivezmq.sockets.pipe.Outbox}.
 *
 * <p>Threads: any thread may offer to a pipe; everything that touches a connection runs on the pipe's event loop; one
 * thread at a time emits to the subscriber of an inbox. No lock is taken on the path of a message.
 */
@NullMarked
package io.reactivezmq.sockets.pipe;

import org.jspecify.annotations.NullMarked;
