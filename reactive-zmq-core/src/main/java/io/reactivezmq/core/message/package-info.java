/**
 * The message: what applications send and receive.
 *
 * <p>Door: {@link io.reactivezmq.core.message.ZmqMessage}; its builder is for frames of different kinds.
 *
 * <p>Threads: messages are immutable and may be shared; a builder belongs to one thread at a time.
 *
 * <p>RFC: <a href="https://rfc.zeromq.org/spec/37/">37</a>, "Messages consist of one or more frames".
 */
@NullMarked
package io.reactivezmq.core.message;

import org.jspecify.annotations.NullMarked;
