/**
 * What sockets promise whatever carries their bytes. The door is {@link io.reactivezmq.sockets.contract.SocketContractTest},
 * an interface of tests in chapters; each transport has a class that implements it with its own
 * {@link io.reactivezmq.sockets.contract.ContractTransport}. Threads: tests wait on signals, never for a time. RFC 28 to 31.
 */
@NullMarked
package io.reactivezmq.sockets.contract;

import org.jspecify.annotations.NullMarked;
