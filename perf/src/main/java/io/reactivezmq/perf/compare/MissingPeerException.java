package io.reactivezmq.perf.compare;

/** A peer cannot run on this machine as it is; the message says what to install. */
public final class MissingPeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingPeerException(String peer, String missing, String packages, String detail) {
        super(peer + " cannot be compared: " + missing + ".\n"
                + "On Debian and Ubuntu: apt-get install " + packages
                + (detail.isBlank() ? "" : "\n" + detail.strip().indent(2).stripTrailing()));
    }
}
