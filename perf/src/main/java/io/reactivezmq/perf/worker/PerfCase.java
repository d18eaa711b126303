package io.reactivezmq.perf.worker;

import java.util.List;
import java.util.Optional;

/**
 * One thing that can be compared. A new one is a small class listed in {@link PerfCases}, and a row or a function in
 * {@code zmq_perf.c}.
 */
public interface PerfCase {

    /** Its name on the command line and in reports. */
    String name();

    /** The worker for a library that runs in a JVM. */
    Worker worker(Library library);

    /** The role that binds and so has to be started first. */
    default Role binder() {
        return Role.RECEIVE;
    }

    /** The sizes of messages when none are asked for. */
    default List<Integer> sizes() {
        return List.of(64, 1024, 32 * 1024);
    }

    /** Whether messages are sent at all; {@link #sizes()} is the last word otherwise. */
    default boolean sends() {
        return true;
    }

    /** What there can be several of, the name of an option: {@code subscribers}; empty where there is one of everything. */
    default Optional<String> several() {
        return Optional.empty();
    }

    /** Whether it makes sense between two sockets of one context. */
    default boolean inproc() {
        return false;
    }

    /** Whether there is anything to measure between the ends of a Unix domain socket. */
    default boolean ipc() {
        return true;
    }

    /** Why JeroMQ cannot do it, in words; empty when it can. */
    default Optional<String> jeromqLacks() {
        return Optional.empty();
    }

    /** What the receiver's JVM needs besides the arguments of all. */
    default List<String> receiverJvmArguments() {
        return List.of();
    }

    /** What our side is compared with in place of peers: our side at another case. */
    default Optional<PerfCase> baseline() {
        return Optional.empty();
    }
}
