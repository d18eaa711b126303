package io.reactivezmq.codec.engine;

/**
 * How far a handshake has come.
 *
 * <pre>
 *           start()               64 bytes of greeting            both sides ready
 *   CREATED --------> GREETING -------------------------> COMMANDS ----------------> COMPLETE
 *                        |                                   |                     ^
 *                        +- a violation, a refusal --> FAILED                      |
 *                        |                               ^                         |
 *                        | ZMTP 2.0, 1.0                 |    a frame from the peer|
 *                        +--------------------------> IDENTITY --------------------+
 * </pre>
 */
public enum HandshakePhase {

    /** Nothing has been sent. */
    CREATED("before the greeting"),
    /** The signature is out; the peer's has not arrived as a whole. */
    GREETING("during the greeting"),
    /** The mechanisms exchange commands. */
    COMMANDS("during the security handshake"),
    /** The greeting is over; the peer speaks an old version and has not yet told its identity. */
    IDENTITY("before the peer's identity"),
    /** The peer is known. */
    COMPLETE("after the handshake"),
    /** The peer broke the protocol, or one side refused the other; the engine takes no more input. */
    FAILED("after a protocol violation or a refusal");

    private final String text;

    HandshakePhase(String text) {
        this.text = text;
    }

    /** The phase in a sentence: "during the greeting". */
    public String text() {
        return text;
    }
}
