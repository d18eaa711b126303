package io.reactivezmq.core.error;

/**
 * The error numbers of libzmq by name, so that what its manual pages and the guide say about an errno can be looked up
 * unchanged. The numbers themselves differ between operating systems and are of no use here.
 */
public enum ErrorCode {

    /** An argument, an option's value or an endpoint's text is not legal. */
    EINVAL("invalid argument"),
    /** The transport of an endpoint is not known or not available on this machine. */
    EPROTONOSUPPORT("transport is not supported"),
    /** The transport cannot carry this socket type. */
    ENOCOMPATPROTO("transport is not compatible with the socket type"),
    /** Something else already listens at the address. */
    EADDRINUSE("address is in use"),
    /** The address is not one of this machine. */
    EADDRNOTAVAIL("address is not available on this machine"),
    /** A host name does not resolve, or a network interface does not exist. */
    ENODEV("no such host or network interface"),
    /** The path of an ipc endpoint does not fit into a socket address. */
    ENAMETOOLONG("name is too long"),
    /** The socket has no such endpoint, as in unbind and disconnect. */
    ENOENT("no such endpoint"),
    /** There is no room, or no peer, to do this now. */
    EAGAIN("no room now, try again later"),
    /** The socket type does not have this operation. */
    ENOTSUP("operation is not supported by the socket type"),
    /** The operation is not legal in the socket's present state. */
    EFSM("operation is not legal in the present state"),
    /** The addressed peer is not there. */
    EHOSTUNREACH("peer is not reachable"),
    /** The network of the peer cannot be reached. */
    ENETUNREACH("network is not reachable"),
    /** The context was closed. */
    ETERM("context was closed"),
    /** The socket was closed. */
    ENOTSOCK("socket was closed"),
    /** A message exceeds a limit. */
    EMSGSIZE("message is too large"),
    /** A peer broke the protocol. */
    EPROTO("protocol error"),
    /** Nobody listens at the peer's address. */
    ECONNREFUSED("connection was refused"),
    /** The peer reset the connection. */
    ECONNRESET("connection was reset"),
    /** The connection was aborted on this side. */
    ECONNABORTED("connection was aborted"),
    /** The peer closed its side while something was still to be written or read. */
    EPIPE("connection was closed by the peer"),
    /** A deadline passed. */
    ETIMEDOUT("timed out"),
    /** The memory for buffers outside the heap is used up. */
    ENOBUFS("no buffer memory left"),
    /** A limit of open files, sockets or connections is reached. */
    EMFILE("too many open files or sockets"),
    /** Permission was denied, by the operating system or by a security mechanism. */
    EACCES("permission denied"),
    /** The operating system reported a failure that has no closer name here. */
    EIO("input/output error");

    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /** What the code means, in a few words, for people. */
    public String meaning() {
        return meaning;
    }
}
