/**
 * What peers and the world around us may do wrong, and that it ends at most that peer's connection.
 *
 * <p>Doors: {@link io.reactivezmq.sockets.hostile.RawPeer} and {@link io.reactivezmq.sockets.hostile.RawServer} are the
 * attackers, plain sockets that send any bytes; {@link io.reactivezmq.sockets.hostile.PullUnderAttack},
 * {@link io.reactivezmq.sockets.hostile.PubUnderAttack} and {@link io.reactivezmq.sockets.hostile.SubUnderAttack} are a socket of
 * ours with a healthy bystander; {@link io.reactivezmq.sockets.hostile.EventLog} waits for its events.
 *
 * <p>Threading: tests block, with deadlines; nothing here runs on an event loop.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 */
@NullMarked
package io.reactivezmq.sockets.hostile;

import org.jspecify.annotations.NullMarked;
