/**
 * The rules of ZeroMQ's patterns (RFC 28 to 31) as plain objects: who gets the next message, which topics match.
 *
 * <p>Doors: {@link io.reactivezmq.sockets.pattern.RoundRobin}, {@link io.reactivezmq.sockets.pattern.TopicTrie},
 * {@link io.reactivezmq.sockets.pattern.Subscriptions}. Threads: readers on the path of a message need no lock; each class
 * says who may change it. Nothing here knows Netty, Reactor or a clock.
 */
@NullMarked
package io.reactivezmq.sockets.pattern;

import org.jspecify.annotations.NullMarked;
