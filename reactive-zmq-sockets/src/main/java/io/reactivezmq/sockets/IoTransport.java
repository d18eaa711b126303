package io.reactivezmq.sockets;

/** How the event loops of a context do their I/O. */
public enum IoTransport {

    /** The first of io_uring, epoll, kqueue and NIO that works here. */
    AUTO,
    /** Linux 5.10 or newer, unless the kernel or a seccomp profile refuses it. */
    IO_URING,
    /** Linux. */
    EPOLL,
    /** macOS and BSD. */
    KQUEUE,
    /** Everywhere. */
    NIO
}
