/**
 * Tests against other implementations: libzmq in a process of its own, JeroMQ in this one. Both stand behind {@code Peer},
 * so most tests run against both. Door: {@code InteropPeers}, which decides what happens where libzmq is missing.
 */
@NullMarked
package io.reactivezmq.sockets.interop;

import org.jspecify.annotations.NullMarked;
