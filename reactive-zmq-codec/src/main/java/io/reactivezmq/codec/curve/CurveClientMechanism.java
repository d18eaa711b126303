package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.curve.crypto.CryptoBox;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import io.reactivezmq.codec.curve.crypto.TransientKeys;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client of CURVE (RFC 26). It talks to nobody but the owner of the server's key.
 *
 * <pre>
 *        HELLO                  WELCOME / INITIATE              READY
 *   ---------------> WELCOME_DUE ------------------> READY_DUE -------> COMPLETE, traffic
 *                        |                               |
 *                        +----------- ERROR -------------+--> refused
 * </pre>
 *
 * <p>Secrets are overwritten as soon as they have served, at the latest by {@link #destroy()}.
 */
public final class CurveClientMechanism implements Mechanism {

    static final String NAME = "CURVE";

    private static final long HELLO_NUMBER = 1;
    private static final long INITIATE_NUMBER = 2;

    private enum State { CREATED, WELCOME_DUE, READY_DUE, COMPLETE, OVER }

    private final CurvePublicKey server;
    private final CurveKeyPair keyPair;
    private final Metadata own;
    private final int maxProperties;
    private final RandomSource random;

    private State state = State.CREATED;
    private @Nullable TransientKeys keys;
    /** Between C' and S until WELCOME, then between C' and S'. */
    private @Nullable CryptoBox box;
    private @Nullable Metadata peer;
    private @Nullable CurveTraffic traffic;

    /**
     * @param server whom to talk to
     * @param keyPair who this side is
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public CurveClientMechanism(
            CurvePublicKey server, CurveKeyPair keyPair, Metadata own, int maxProperties, RandomSource random) {
        this.server = server;
        this.keyPair = keyPair;
        this.own = own;
        this.maxProperties = maxProperties;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean asServer() {
        return false;
    }

    /**
     * Writes HELLO.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the server's key is one with which nothing secret can be agreed on
     */
    @Override
    public void start(ByteBuf out) {
        TransientKeys made = TransientKeys.generate(random);
        keys = made;
        CryptoBox toServer = CurveHandshake.agree(server.bytes(), made.secretKey(), "the server key");
        box = toServer;
        state = State.WELCOME_DUE;
        byte[] signature = toServer.seal(
                CurveNonce.HELLO.with(HELLO_NUMBER), new byte[CurveCommand.HELLO_SIGNATURE_SIZE]);
        CurveCommand.HELLO.start(out, CurveCommand.HELLO_BOX + signature.length);
        out.writeShort(CurveCommand.VERSION).writeZero(CurveCommand.HELLO_KEY - CurveCommand.HELLO_PADDING);
        out.writeBytes(made.publicKey()).writeLong(HELLO_NUMBER).writeBytes(signature);
    }

    @Override
    public void receive(byte[] body, ByteBuf out) {
        if (state != State.WELCOME_DUE && state != State.READY_DUE) {
            throw ZmtpViolations.unexpectedCommand(body);
        }
        try {
            if (CommandName.of(body) == CommandName.ERROR) {
                ErrorCommand error = ErrorCommand.decode(body);
                // before WELCOME anyone may be speaking, who must not stop this side for good
                throw state == State.READY_DUE ? ZmtpViolations.peerError(error) : ZmtpViolations.unprovenError(error);
            }
            if (state == State.WELCOME_DUE) {
                welcomed(body, out);
            } else {
                ready(body);
            }
        } catch (ZmqException over) {
            destroy();
            throw over;
        }
    }

    private void welcomed(byte[] body, ByteBuf out) {
        CurveCommand.WELCOME.require(body);
        byte[] text = Objects.requireNonNull(box).open(CurveNonce.WELCOME.with(body, CurveCommand.WELCOME_NONCE), body,
                CurveCommand.WELCOME_BOX, body.length - CurveCommand.WELCOME_BOX);
        if (text == null) {
            throw ZmtpViolations.cryptographic("that of WELCOME");
        }
        byte[] serverKey = Arrays.copyOf(text, CurveCommand.KEY);
        TransientKeys made = Objects.requireNonNull(keys);
        CryptoBox session = CurveHandshake.agree(serverKey, made.secretKey(), "the server's transient key");
        box.destroy();
        box = session;

        byte[] initiate = session.seal(CurveNonce.INITIATE.with(INITIATE_NUMBER), initiateText(serverKey, made.publicKey()));
        made.destroy();
        CurveCommand.INITIATE.start(out, CurveCommand.INITIATE_BOX + initiate.length);
        out.writeBytes(text, CurveCommand.KEY, CurveCommand.COOKIE_SIZE).writeLong(INITIATE_NUMBER).writeBytes(initiate);
        state = State.READY_DUE;
    }

    /** C, the vouch that its owner also has C', and what this side tells about itself. */
    private byte[] initiateText(byte[] serverKey, byte[] clientKey) {
        CryptoBox vouching = CurveHandshake.agree(serverKey, keyPair, "the server's transient key");
        byte[] nonce = CurveNonce.random(random);
        byte[] vouch = vouching.seal(CurveNonce.VOUCH.with(nonce, 0), CurveHandshake.join(clientKey, server.bytes()));
        vouching.destroy();
        return CurveHandshake.join(keyPair.publicKey().bytes(), nonce, vouch, CurveHandshake.encode(own));
    }

    private void ready(byte[] body) {
        CurveCommand.READY.require(body);
        CryptoBox session = Objects.requireNonNull(box);
        long number = ByteBuffer.wrap(body).getLong(CurveCommand.READY_NONCE);
        byte[] text = session.open(
                CurveNonce.READY.with(number), body, CurveCommand.READY_BOX, body.length - CurveCommand.READY_BOX);
        if (text == null) {
            throw ZmtpViolations.cryptographic("that of READY");
        }
        peer = Metadata.decode(text, maxProperties);
        traffic = new CurveTraffic(session.messages(CurveNonce.MESSAGE_OF_CLIENT.prefix()), INITIATE_NUMBER,
                session.messages(CurveNonce.MESSAGE_OF_SERVER.prefix()), number);
        state = State.COMPLETE;
        session.destroy();
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    @Override
    public Metadata peerMetadata() {
        Metadata known = peer;
        if (known == null) {
            throw new IllegalStateException("the peer has not sent READY");
        }
        return known;
    }

    @Override
    public CurveTraffic trafficCoding() {
        CurveTraffic known = traffic;
        if (known == null) {
            throw new IllegalStateException("the peer has not sent READY");
        }
        return known;
    }

    @Override
    public void destroy() {
        if (state != State.COMPLETE) {
            state = State.OVER;
        }
        if (keys != null) {
            keys.destroy();
        }
        if (box != null) {
            box.destroy();
        }
    }
}
