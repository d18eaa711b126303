/**
 * The socket interfaces and the words they are made of.
 *
 * <p>Door: {@link io.reactivezmq.core.ZmqSocket} with its two directions, {@link io.reactivezmq.core.SendingSocket} and
 * {@link io.reactivezmq.core.ReceivingSocket}; {@link io.reactivezmq.core.SocketType} says who may talk to whom.
 *
 * <p>Threads: sockets may be used from any thread at any time; everything else here is immutable.
 *
 * <p>RFC: <a href="https://rfc.zeromq.org/spec/28/">28</a>, <a href="https://rfc.zeromq.org/spec/29/">29</a>,
 * <a href="https://rfc.zeromq.org/spec/30/">30</a> and <a href="https://rfc.zeromq.org/spec/31/">31</a>, the socket
 * patterns.
 */
@NullMarked
package io.reactivezmq.core;

import org.jspecify.annotations.NullMarked;
