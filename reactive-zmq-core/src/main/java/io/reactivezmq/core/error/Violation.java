package io.reactivezmq.core.error;

/**
 * The rules that a peer can break. Each ends that peer's connection and nothing else.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 */
public enum Violation {

    /** The first bytes are no ZMTP signature; the detail guesses what they are, such as HTTP or TLS. */
    NOT_ZMTP("not ZMTP"),
    /** The peer speaks a version of ZMTP that this socket does not serve. */
    UNSUPPORTED_VERSION("unsupported ZMTP version"),
    /** The peer's security mechanism differs from ours. */
    MECHANISM_MISMATCH("security mechanisms differ"),
    /** The greeting is damaged behind its signature. */
    MALFORMED_GREETING("malformed greeting"),
    /** A command's name or body does not parse. */
    MALFORMED_COMMAND("malformed command"),
    /** The property list of a READY or INITIATE command does not parse, or repeats a name. */
    MALFORMED_METADATA("malformed metadata"),
    /** A command came at a point where it is not legal. */
    UNEXPECTED_COMMAND("unexpected command"),
    /** A message frame came where only a command is legal, or the other way round. */
    UNEXPECTED_FRAME("unexpected frame"),
    /** A handshake command is larger than {@code maxHandshakeCommandSize}. */
    HANDSHAKE_TOO_LARGE("handshake command is too large"),
    /** The peer's socket type may not talk to ours. */
    SOCKET_TYPE_MISMATCH("socket types do not match"),
    /** The peer's routing id is longer than 255 bytes or begins with a zero byte. */
    INVALID_IDENTITY("invalid routing id"),
    /** A box does not open: another key, or altered on its way. */
    CRYPTOGRAPHIC("a box does not open"),
    /** A nonce is not above the one before: a message was repeated or comes too late. */
    INVALID_SEQUENCE("a nonce is out of sequence"),
    /** What a peer says about its keys does not belong to this connection. */
    KEY_EXCHANGE("keys do not belong to this connection"),
    /** A frame's header contradicts itself. */
    MALFORMED_FRAME("malformed frame"),
    /** A frame's flags have a reserved bit set. */
    RESERVED_FLAGS("reserved bits are set in the frame flags"),
    /** A frame's length has its highest bit set. */
    NEGATIVE_LENGTH("frame length is out of range"),
    /** A frame or message is larger than {@code maxMessageSize}. */
    MESSAGE_TOO_LARGE("message is too large"),
    /** A message has more frames than {@code maxFrames}. */
    TOO_MANY_FRAMES("message has too many frames"),
    /** A subscription is longer than {@code maxTopicSize}. */
    TOPIC_TOO_LONG("subscription topic is too long"),
    /** A peer holds more subscriptions than {@code maxSubscriptionsPerPeer}. */
    TOO_MANY_SUBSCRIPTIONS("too many subscriptions"),
    /** Nothing came for {@code idleMidMessageTimeout} although a message had begun. */
    STALLED_MESSAGE("message stalled"),
    /** The peer sent an ERROR command; the detail has its reason. */
    PEER_ERROR("the peer reported an error");

    private final String meaning;

    Violation(String meaning) {
        this.meaning = meaning;
    }

    /** What the violation is, in a few words, for people. */
    public String meaning() {
        return meaning;
    }

    /** {@link ErrorCode#EMSGSIZE} where a size or count limit was exceeded, {@link ErrorCode#EPROTO} for the rest. */
    public ErrorCode code() {
        return switch (this) {
            case HANDSHAKE_TOO_LARGE, MESSAGE_TOO_LARGE, TOO_MANY_FRAMES, TOPIC_TOO_LONG, TOO_MANY_SUBSCRIPTIONS ->
                    ErrorCode.EMSGSIZE;
            default -> ErrorCode.EPROTO;
        };
    }
}
