package io.reactivezmq.core.error;

/**
 * Why an authentication ended without the peer being let in (RFC 27, ZAP). Three of them are statuses of the protocol and known to
 * both sides; the rest concerns the side that asked, and all that the peer sees is a connection that closes.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27, ZAP</a>
 */
public enum SecurityFailure {

    /** ZAP 300: no decision now, a later attempt may be let in. The peer is told nothing. */
    TEMPORARY_FAILURE("authentication is not possible for the moment", 300),
    /** ZAP 400, or refused by an address filter: who the peer says it is may not connect. */
    REFUSED("access denied", 400),
    /** ZAP 500: whoever decides has failed. */
    INTERNAL_ERROR("the authentication has failed", 500),
    /** Nobody is there to ask, and without an answer nobody is let in. */
    NO_AUTHENTICATOR("there is nobody to authenticate peers", 0),
    /** Whoever was asked threw an error, ended without an answer or went away. */
    AUTHENTICATOR_FAILED("the authenticator has failed", 0),
    /** Whoever was asked gave no answer in time. */
    AUTHENTICATION_TIMEOUT("the authenticator did not answer in time", 0),
    /** A ZAP reply has another number of frames, or no empty first one. */
    MALFORMED_REPLY("malformed ZAP reply", 0),
    /** A ZAP reply has another version than 1.0. */
    BAD_VERSION("ZAP reply of another version", 0),
    /** A ZAP reply answers another request. */
    BAD_REQUEST_ID("ZAP reply with the id of another request", 0),
    /** The status of a ZAP reply is none of 200, 300, 400 and 500. */
    INVALID_STATUS("ZAP reply with an unknown status", 0),
    /** The metadata of a ZAP reply is no list of properties, or a text in it is longer than allowed. */
    INVALID_METADATA("ZAP reply with malformed metadata", 0);

    private final String meaning;
    private final int zapStatus;

    SecurityFailure(String meaning, int zapStatus) {
        this.meaning = meaning;
        this.zapStatus = zapStatus;
    }

    /** What it is, in a few words, for people. */
    public String meaning() {
        return meaning;
    }

    /** The ZAP status, 300, 400 or 500; 0 if there was none. */
    public int zapStatus() {
        return zapStatus;
    }

    /** Whether time alone may change the answer. */
    boolean isTemporary() {
        return switch (this) {
            case TEMPORARY_FAILURE, AUTHENTICATOR_FAILED, AUTHENTICATION_TIMEOUT -> true;
            default -> false;
        };
    }
}
