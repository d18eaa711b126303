package io.reactivezmq.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The socket types and the table of who may talk to whom.
 *
 * <pre>
 *   PAIR    PAIR                      PULL    PUSH
 *   PUB     SUB, XSUB                 PUSH    PULL
 *   SUB     PUB, XPUB                 XPUB    SUB, XSUB
 *   REQ     REP, ROUTER               XSUB    PUB, XPUB
 *   REP     REQ, DEALER               STREAM  none: it speaks plain TCP
 *   DEALER  REP, DEALER, ROUTER
 *   ROUTER  REQ, DEALER, ROUTER
 * </pre>
 *
 * <p>The table is that of RFC 37, "The Socket-Type Property". A peer of any other type is refused in the handshake,
 * before any message.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 * @see <a href="https://rfc.zeromq.org/spec/28/">RFC 28, REQREP</a>
 * @see <a href="https://rfc.zeromq.org/spec/29/">RFC 29, PUBSUB</a>
 * @see <a href="https://rfc.zeromq.org/spec/30/">RFC 30, PIPELINE</a>
 * @see <a href="https://rfc.zeromq.org/spec/31/">RFC 31, EXPAIR</a>
 */
public enum SocketType {

    /** One peer, both directions (RFC 31). */
    PAIR(0),
    /** Publishes to all matching subscribers; never waits for one (RFC 29). */
    PUB(1),
    /** Receives what its subscriptions match (RFC 29). */
    SUB(2),
    /** Asks, round robin (RFC 28). */
    REQ(3),
    /** Answers whoever asked (RFC 28). */
    REP(4),
    /** Sends round robin and receives from all, without the lock-step of REQ (RFC 28). */
    DEALER(5),
    /** Sends to the peer that the first frame names, and names the sender in what it receives (RFC 28). */
    ROUTER(6),
    /** Receives from all (RFC 30). */
    PULL(7),
    /** Sends round robin (RFC 30). */
    PUSH(8),
    /** PUB that also receives the subscriptions (RFC 29). */
    XPUB(9),
    /** SUB that sends subscriptions as messages (RFC 29). */
    XSUB(10),
    /** Plain TCP connections as a socket; no ZMTP, and so no ZMTP peer. */
    STREAM(11);

    private static final Map<SocketType, Set<SocketType>> PEERS = table();

    private final int code;

    SocketType(int code) {
        this.code = code;
    }

    private static Map<SocketType, Set<SocketType>> table() {
        Map<SocketType, Set<SocketType>> table = new EnumMap<>(SocketType.class);
        for (SocketType type : values()) {
            table.put(type, Collections.unmodifiableSet(legalPeers(type)));
        }
        return table;
    }

    private static Set<SocketType> legalPeers(SocketType type) {
        return switch (type) {
            case PAIR -> EnumSet.of(PAIR);
            case PUB, XPUB -> EnumSet.of(SUB, XSUB);
            case SUB, XSUB -> EnumSet.of(PUB, XPUB);
            case REQ -> EnumSet.of(REP, ROUTER);
            case REP -> EnumSet.of(REQ, DEALER);
            case DEALER -> EnumSet.of(REP, DEALER, ROUTER);
            case ROUTER -> EnumSet.of(REQ, DEALER, ROUTER);
            case PULL -> EnumSet.of(PUSH);
            case PUSH -> EnumSet.of(PULL);
            case STREAM -> EnumSet.noneOf(SocketType.class);
        };
    }

    /** The name in the {@code Socket-Type} property of the handshake; compared exactly. */
    public String wireName() {
        return name();
    }

    /** The number that libzmq has for the type ({@code ZMQ_TYPE}); on the wire only in the greeting of ZMTP 2.0. */
    public int code() {
        return code;
    }

    /** Whether a peer of this type may talk to us. Symmetric. */
    public boolean accepts(SocketType peer) {
        return peers().contains(peer);
    }

    /** The types that may talk to this one; unmodifiable. */
    public Set<SocketType> peers() {
        Set<SocketType> peers = PEERS.get(this);
        return peers == null ? Set.of() : peers;
    }

    /** Whether the type announces its routing id in the handshake: REQ, DEALER and ROUTER do, even an empty one. */
    public boolean sendsIdentity() {
        return this == REQ || this == DEALER || this == ROUTER;
    }

    /** The type with exactly this name on the wire; empty for any other text, including lower case. */
    public static Optional<SocketType> ofWireName(String name) {
        return Arrays.stream(values()).filter(type -> type.wireName().equals(name)).findFirst();
    }

    /** The type with this number; empty if there is none. */
    public static Optional<SocketType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
