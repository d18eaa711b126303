package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.curve.crypto.CryptoBox;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import io.reactivezmq.codec.curve.crypto.TransientKeys;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.mechanism.Refusals;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import io.reactivezmq.core.security.ZapReply;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server of CURVE (RFC 26). Between HELLO and INITIATE it remembers 24 bytes of the client, none of them secret: the number of
 * the HELLO, and the nonce of the cookie, so that nobody gets in with the cookie of another connection.
 *
 * <pre>
 *               HELLO / WELCOME                INITIATE                accepted / READY
 *   HELLO_DUE -----------------> INITIATE_DUE ---------> JUDGEMENT ----------------------> COMPLETE, traffic
 *                                                            |
 *                                                            +-- refused / ERROR, or nothing --> OVER
 * </pre>
 *
 * <p>A peer that does anything wrong is told nothing. Secrets are overwritten as soon as they have served, at the latest by
 * {@link #destroy()}.
 */
public final class CurveServerMechanism implements Mechanism {

    private static final long READY_NUMBER = 1;
    private static final byte[] SIGNATURE = new byte[CurveCommand.HELLO_SIGNATURE_SIZE];

    private enum State { HELLO_DUE, INITIATE_DUE, JUDGEMENT, COMPLETE, OVER }

    private final CurveKeyPair keyPair;
    private final CurveCookies cookies;
    private final Metadata own;
    private final int maxProperties;
    private final RandomSource random;

    private State state = State.HELLO_DUE;
    private byte[] cookieNonce = {};
    private long last;
    /** Between S' and C'. */
    private @Nullable CryptoBox session;
    private @Nullable Credentials question;
    private @Nullable Metadata peer;
    private @Nullable CurveTraffic traffic;

    /**
     * @param keyPair who this side is
     * @param cookies of all connections of this server
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public CurveServerMechanism(
            CurveKeyPair keyPair, CurveCookies cookies, Metadata own, int maxProperties, RandomSource random) {
        this.keyPair = keyPair;
        this.cookies = cookies;
        this.own = own;
        this.maxProperties = maxProperties;
        this.random = random;
    }

    @Override
    public String name() {
        return CurveClientMechanism.NAME;
    }

    @Override
    public boolean asServer() {
        return true;
    }

    /** The client begins. */
    @Override
    public void start(ByteBuf out) {
    }

    /** Before HELLO has proven that the client knows the server's key, no more than HELLO; during the judgement, nothing is due. */
    @Override
    public int maxNextCommand() {
        return state == State.INITIATE_DUE ? Integer.MAX_VALUE : CurveCommand.HELLO.size();
    }

    /** Each of the client's commands takes two operations with X25519, and a thousand clients may come at once. */
    @Override
    public boolean takesLong() {
        return state == State.HELLO_DUE || state == State.INITIATE_DUE;
    }

    @Override
    public void receive(byte[] body, ByteBuf out) {
        try {
            switch (state) {
                case HELLO_DUE -> greeted(body, out);
                case INITIATE_DUE -> initiated(body);
                default -> throw ZmtpViolations.unexpectedCommand(body);
            }
        } catch (ZmqException over) {
            destroy();
            throw over;
        }
    }

    private void greeted(byte[] body, ByteBuf out) {
        CurveCommand.HELLO.require(body);
        ByteBuffer hello = ByteBuffer.wrap(body);
        int version = hello.getShort(CurveCommand.HELLO_VERSION);
        if (version != CurveCommand.VERSION) {
            throw ZmtpViolations.malformedCommand(
                    "HELLO of CURVE version " + (version >> Byte.SIZE & 0xFF) + '.' + (version & 0xFF));
        }
        for (int i = CurveCommand.HELLO_PADDING; i < CurveCommand.HELLO_KEY; i++) {
            if (body[i] != 0) {
                throw ZmtpViolations.malformedCommand("the padding of HELLO is not zero");
            }
        }
        byte[] clientKey = Arrays.copyOfRange(body, CurveCommand.HELLO_KEY, CurveCommand.HELLO_NONCE);
        long number = hello.getLong(CurveCommand.HELLO_NONCE);
        CryptoBox box = CurveHandshake.agree(clientKey, keyPair, "the client's transient key");
        try {
            requireSignature(box.open(CurveNonce.HELLO.with(number), body, CurveCommand.HELLO_BOX,
                    CurveCommand.HELLO.size() - CurveCommand.HELLO_BOX));
            last = number;
            welcome(box, clientKey, out);
        } finally {
            box.destroy();
        }
        state = State.INITIATE_DUE;
    }

    private static void requireSignature(byte @Nullable [] signature) {
        if (signature == null) {
            throw ZmtpViolations.cryptographic("that of HELLO");
        }
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw ZmtpViolations.malformedCommand("the box of HELLO holds something");
        }
    }

    private void welcome(CryptoBox box, byte[] clientKey, ByteBuf out) {
        TransientKeys keys = TransientKeys.generate(random);
        byte[] cookie;
        try {
            cookie = cookies.bake(clientKey, keys.secretKey());
        } finally {
            keys.destroy();
        }
        cookieNonce = Arrays.copyOf(cookie, CurveNonce.RANDOM_SIZE);
        byte[] nonce = CurveNonce.random(random);
        byte[] welcome = box.seal(CurveNonce.WELCOME.with(nonce, 0), CurveHandshake.join(keys.publicKey(), cookie));
        CurveCommand.WELCOME.start(out, CurveCommand.WELCOME.size());
        out.writeBytes(nonce).writeBytes(welcome);
    }

    private void initiated(byte[] body) {
        CurveCommand.INITIATE.require(body);
        long number = ByteBuffer.wrap(body).getLong(CurveCommand.INITIATE_NONCE);
        if (Long.compareUnsigned(number, last) <= 0) {
            throw ZmtpViolations.invalidSequence("INITIATE is not numbered above HELLO");
        }
        byte[] keys = openCookie(body);
        byte[] clientKey = Arrays.copyOf(keys, CurveCommand.KEY);
        byte[] secret = Arrays.copyOfRange(keys, CurveCommand.KEY, keys.length);
        Arrays.fill(keys, (byte) 0);
        try {
            CryptoBox agreed = CurveHandshake.agree(clientKey, secret, "the client's transient key");
            session = agreed;
            byte[] text = agreed.open(CurveNonce.INITIATE.with(number), body, CurveCommand.INITIATE_BOX,
                    body.length - CurveCommand.INITIATE_BOX);
            if (text == null) {
                throw ZmtpViolations.cryptographic("that of INITIATE");
            }
            requireVouch(text, clientKey, secret);
            last = number;
            peer = Metadata.decode(Arrays.copyOfRange(text, CurveCommand.INITIATE_METADATA, text.length), maxProperties);
            question = new Credentials.Curve(CurvePublicKey.of(Arrays.copyOf(text, CurveCommand.KEY)));
            state = State.JUDGEMENT;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private byte[] openCookie(byte[] body) {
        int start = CurveCommand.INITIATE_COOKIE;
        // a nonce is no secret, but it costs nothing to compare it as if it were one
        boolean ours = MessageDigest.isEqual(cookieNonce, Arrays.copyOfRange(body, start, start + CurveNonce.RANDOM_SIZE));
        byte[] keys = ours ? cookies.open(body, start) : null;
        if (keys == null) {
            throw ZmtpViolations.cryptographic(ours ? "the cookie of INITIATE was changed or is too old"
                    : "the cookie of INITIATE is not that of this connection");
        }
        return keys;
    }

    /** The owner of C has sealed C' and S for s', which nobody else can. */
    private void requireVouch(byte[] text, byte[] clientKey, byte[] secret) {
        CryptoBox vouching = CurveHandshake.agree(Arrays.copyOf(text, CurveCommand.KEY), secret, "the client's key");
        byte[] vouch = vouching.open(CurveNonce.VOUCH.with(text, CurveCommand.VOUCH_NONCE), text, CurveCommand.VOUCH_BOX,
                CurveCommand.VOUCH_BOX_SIZE);
        vouching.destroy();
        if (vouch == null) {
            throw ZmtpViolations.cryptographic("the vouch of INITIATE");
        }
        if (!MessageDigest.isEqual(vouch, CurveHandshake.join(clientKey, keyPair.publicKey().bytes()))) {
            throw ZmtpViolations.keyExchange("the vouch of INITIATE is for other keys");
        }
    }

    private void ready(ByteBuf out) {
        CryptoBox agreed = Objects.requireNonNull(session);
        byte[] ready = agreed.seal(CurveNonce.READY.with(READY_NUMBER), CurveHandshake.encode(own));
        CurveCommand.READY.start(out, CurveCommand.READY_BOX + ready.length);
        out.writeLong(READY_NUMBER).writeBytes(ready);
        traffic = new CurveTraffic(agreed.messages(CurveNonce.MESSAGE_OF_SERVER.prefix()), READY_NUMBER,
                agreed.messages(CurveNonce.MESSAGE_OF_CLIENT.prefix()), last);
        state = State.COMPLETE;
        agreed.destroy();
    }

    @Override
    public @Nullable Credentials credentials() {
        return question;
    }

    @Override
    public void judged(ZapReply reply, ByteBuf out) {
        if (state != State.JUDGEMENT) {
            throw new IllegalStateException("nothing to judge");
        }
        question = null;
        if (reply.isAccepted()) {
            ready(out);
            return;
        }
        Refusals.encode(reply, out);
        destroy();
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    @Override
    public Metadata peerMetadata() {
        if (state != State.COMPLETE) {
            throw new IllegalStateException("the peer was not let in yet");
        }
        return Objects.requireNonNull(peer);
    }

    @Override
    public CurveTraffic trafficCoding() {
        CurveTraffic known = traffic;
        if (known == null) {
            throw new IllegalStateException("the peer was not let in yet");
        }
        return known;
    }

    @Override
    public void destroy() {
        if (state != State.COMPLETE) {
            state = State.OVER;
        }
        question = null;
        if (session != null) {
            session.destroy();
        }
    }
}
