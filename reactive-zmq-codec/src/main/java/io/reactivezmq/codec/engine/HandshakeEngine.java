package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.mechanism.NullMechanism;
import io.reactivezmq.core.error.ZmqProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of one connection, from the first byte to the peer's identity (RFC 37; RFC 15 and 13
 * for peers of ZMTP 2.0 and 1.0). Bytes in, bytes out; it keeps no
 * buffer that would have to be released. {@link HandshakePhase} draws its states.
 *
 * <p>Input may be cut anywhere, the result is the same. What it holds grows with the bytes received and is bounded by
 * {@link HandshakeSettings#maxCommandSize()}. It waits for ever: deadlines are the caller's.
 */
public final class HandshakeEngine {

    private final HandshakeSettings settings;
    private final Mechanism mechanism;
    private final GreetingExchange greeting;
    private final CommandReader commands;

    private HandshakePhase phase = HandshakePhase.CREATED;
    private long bytesReceived;
    private @Nullable ZmqProtocolException violation;
    private @Nullable IdentityExchange identities;
    private @Nullable ZmtpPeer peer;

    /** A handshake without security. */
    public HandshakeEngine(HandshakeSettings settings) {
        this(settings, new NullMechanism(settings.metadata(), settings.maxProperties()));
    }

    /** @param mechanism a new one, made for this connection */
    public HandshakeEngine(HandshakeSettings settings, Mechanism mechanism) {
        this.settings = settings;
        this.mechanism = mechanism;
        this.greeting = new GreetingExchange(settings, mechanism);
        this.commands = new CommandReader(settings.maxCommandSize());
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
     * @param out what is to be sent is appended; after an exception it must be thrown away
     * @return whether the handshake is complete and {@link #peer()} known
     * @throws ZmqProtocolException if the peer broke the protocol or refused the connection, the same one at each further
     *     call
     */
    public boolean receive(ByteBuf in, ByteBuf out) {
        if (phase == HandshakePhase.CREATED) {
            throw new IllegalStateException("the handshake has not begun");
        }
        if (violation != null) {
            throw violation;
        }
        int before = in.readableBytes();
        try {
            advance(in, out);
        } catch (ZmqProtocolException broken) {
            violation = broken;
            phase = HandshakePhase.FAILED;
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
                complete(PeerProperties.check(mechanism.peerMetadata(), greeting.version(), settings.socketType()));
                return;
            }
            byte[] command = commands.read(in);
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

    /** Bytes of the handshake that the peer has sent. */
    public long bytesReceived() {
        return bytesReceived;
    }
}
