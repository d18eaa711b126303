package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.wire.Greeting;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of one connection, from the first byte to the peer's identity (RFC 37; RFC 15 and 13
 * for peers of ZMTP 2.0 and 1.0). Bytes in, bytes out; it keeps no
 * buffer that would have to be released. {@link HandshakePhase} draws its states.
 *
 * <p>Input may be cut anywhere, the result is the same. What it holds grows with the bytes received and is bounded by
 * {@link HandshakeSettings#maxCommandSize()}, or by {@link Mechanism#maxNextCommand()} where that is less.
 * It waits for ever: deadlines are the caller's.
 */
public final class HandshakeEngine {

    private final HandshakeSettings settings;
    private final Mechanism mechanism;
    private final GreetingExchange greeting;
    private final CommandReader commands;

    private HandshakePhase phase = HandshakePhase.CREATED;
    private long bytesReceived;
    private @Nullable ZmqException failure;
    private MessageMetadata authenticated = MessageMetadata.empty();
    private @Nullable IdentityExchange identities;
    private @Nullable ZmtpPeer peer;
    private boolean handedOver;

    /** @param mechanism a new one, made for this connection as the settings want it */
    public HandshakeEngine(HandshakeSettings settings, Mechanism mechanism) {
        this.settings = settings;
        this.mechanism = mechanism;
        this.greeting = new GreetingExchange(settings, mechanism);
        this.commands = new CommandReader();
    }

    /**
     * Writes the beginning of the greeting; to be called once, first.
     *
     * @param out what is to be sent is appended; grows as needed
     */
    public void start(ByteBuf out) {
        if (phase != HandshakePhase.CREATED) {
            throw new IllegalStateException("the handshake has begun already");
        }
        phase = HandshakePhase.GREETING;
        greeting.start(out);
    }

    /**
     * Takes what has arrived and writes the answer.
     *
     * @param in read up to its end, or up to the end of the handshake: what follows is traffic and stays readable
     * @param out what is to be sent is appended; after an exception it must be thrown away, unless it {@link #hasLastWord()}
     * @return whether the handshake is complete and {@link #peer()} known
     * @throws ZmqException a {@code ZmqProtocolException} if the peer broke the protocol, a {@code ZmqSecurityException} if it
     *     refused the connection, or was refused; the same one at each further call
     */
    public boolean receive(ByteBuf in, ByteBuf out) {
        if (phase == HandshakePhase.CREATED) {
            throw new IllegalStateException("the handshake has not begun");
        }
        if (failure != null) {
            throw failure;
        }
        int before = in.readableBytes();
        try {
            advance(in, out);
        } catch (ZmqException broken) {
            fail(broken);
            throw broken;
        } finally {
            bytesReceived += before - in.readableBytes();
        }
        return phase == HandshakePhase.COMPLETE;
    }

    private void advance(ByteBuf in, ByteBuf out) {
        if (phase == HandshakePhase.GREETING && greeting.receive(in, out)) {
            greeted(out);
        }
        if (identities != null && phase == HandshakePhase.IDENTITY && identities.receive(in)) {
            complete(PeerProperties.check(
                    identities.peerIdentity(), greeting.peerType(), greeting.version(), settings.socketType()));
        }
        while (phase == HandshakePhase.COMMANDS) {
            if (mechanism.isComplete()) {
                complete(PeerProperties.check(mechanism.peerMetadata(), greeting.version(), settings.socketType())
                        .authenticated(authenticated));
                return;
            }
            byte[] command = commands.read(in, Math.min(settings.maxCommandSize(), mechanism.maxNextCommand()));
            if (command == null) {
                return;
            }
            mechanism.receive(command, out);
        }
    }

    private void greeted(ByteBuf out) {
        if (greeting.version().hasCommands()) {
            phase = HandshakePhase.COMMANDS;
            mechanism.start(out);
        } else {
            phase = HandshakePhase.IDENTITY;
            identities = new IdentityExchange(settings, greeting, out);
        }
    }

    /** The form of what follows, whose secrets are the caller's from now on; only after {@link #receive} returned true. */
    public TrafficCoding trafficCoding() {
        peer();
        handedOver = true;
        return identities == null ? mechanism.trafficCoding() : TrafficCoding.PLAIN;
    }

    /**
     * What a third party has to judge before the handshake can go on; null if nothing, or nothing any more. What the peer sends
     * meanwhile is still to be given to {@link #receive}.
     */
    public @Nullable Credentials question() {
        return phase == HandshakePhase.COMMANDS ? mechanism.credentials() : null;
    }

    /** Whether {@link #receive} may take long with so many more bytes, see {@link Mechanism#takesLong()}. */
    public boolean takesLong(int bytes) {
        return mechanism.takesLong() && (phase == HandshakePhase.COMMANDS || bytesReceived + bytes > Greeting.SIZE);
    }

    /**
     * Takes the answer to {@link #question()} and writes what the peer is to know of it.
     *
     * @param out what is to be sent is appended, also when the peer was refused; then {@link #refusal()} says so
     * @return whether the handshake is complete and {@link #peer()} known
     * @throws ZmqException as {@link #receive}
     */
    public boolean answer(ZapReply reply, ByteBuf out) {
        if (question() == null) {
            throw new IllegalStateException("nothing was asked " + phase.text());
        }
        if (commands.isMidCommand()) {
            // the peer did not wait for the judgement: as if all of its command had arrived before it
            ZmqException early = ZmtpViolations.commandDuringHandshake();
            fail(early);
            throw early;
        }
        mechanism.judged(reply, out);
        if (reply.refusal().isPresent()) {
            fail(ZmqSecurityException.refused(reply.refusal().get(), reply.statusText()));
            return false;
        }
        authenticated = reply.properties();
        return receive(Unpooled.EMPTY_BUFFER, out);
    }

    /** Why this side did not let the peer in; null if it did not come to that. */
    public @Nullable ZmqException refusal() {
        return failure instanceof ZmqSecurityException ? failure : null;
    }

    /**
     * Whether what {@link #receive} wrote before it failed is to be sent before the connection is closed: the rest of our greeting,
     * from which a peer of another mechanism learns ours, however much of its own came at once.
     */
    public boolean hasLastWord() {
        return failure instanceof ZmqProtocolException broken && broken.violation() == Violation.MECHANISM_MISMATCH;
    }

    private void fail(ZmqException cause) {
        failure = cause;
        phase = HandshakePhase.FAILED;
        destroy();
    }

    private void complete(ZmtpPeer known) {
        peer = known;
        phase = HandshakePhase.COMPLETE;
    }

    /** Who the peer is; only after {@link #receive} returned true. */
    public ZmtpPeer peer() {
        ZmtpPeer known = peer;
        if (known == null) {
            throw new IllegalStateException("no peer " + phase.text());
        }
        return known;
    }

    /** How far it has come. */
    public HandshakePhase phase() {
        return phase;
    }

    /** Whether buffers that went in or came out have to be overwritten, see {@link Mechanism#hasOpenSecrets()}. */
    public boolean hasOpenSecrets() {
        return mechanism.hasOpenSecrets();
    }

    /** Bytes of the handshake that the peer has sent. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /**
     * Nothing more is received: secrets of the handshake are forgotten, and those of the traffic unless {@link #trafficCoding()}
     * has handed them over. May be called again.
     */
    public void destroy() {
        commands.destroy();
        mechanism.destroy();
        if (!handedOver && mechanism.isComplete()) {
            mechanism.trafficCoding().destroy(); // complete, but the peer was not wanted, or left before
        }
    }
}
