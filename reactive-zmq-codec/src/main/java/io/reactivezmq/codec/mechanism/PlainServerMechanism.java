package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.codec.wire.HelloCommand;
import io.reactivezmq.codec.wire.InitiateCommand;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ReadyCommand;
import io.reactivezmq.codec.wire.WelcomeCommand;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The server of PLAIN (RFC 24). It lets nobody in by itself: what HELLO tells is for a third party to judge.
 *
 * <pre>
 *               HELLO               accepted / WELCOME                 INITIATE / READY
 *   HELLO_DUE ---------> JUDGEMENT ----------------------> INITIATE_DUE ---------------> COMPLETE
 *                            |
 *                            +-- refused / ERROR, or nothing --> OVER
 * </pre>
 */
public final class PlainServerMechanism implements Mechanism {

    static final String NAME = "PLAIN";

    private enum State { HELLO_DUE, JUDGEMENT, INITIATE_DUE, COMPLETE, OVER }

    /** HELLO with a name and a password of 255 bytes each; ERROR is smaller. */
    private static final int MAX_BEFORE_ACCEPTED = 518;

    private final Metadata own;
    private final int maxProperties;
    private State state = State.HELLO_DUE;
    private Credentials.@Nullable Plain credentials;
    private @Nullable Metadata peer;

    /**
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public PlainServerMechanism(Metadata own, int maxProperties) {
        this.own = own;
        this.maxProperties = maxProperties;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean asServer() {
        return true;
    }

    /** The client begins. */
    @Override
    public void start(ByteBuf out) {
    }

    /** Who was not let in yet has nothing to say but HELLO. */
    @Override
    public int maxNextCommand() {
        return state == State.INITIATE_DUE ? Integer.MAX_VALUE : MAX_BEFORE_ACCEPTED;
    }

    @Override
    public void receive(byte[] body, ByteBuf out) {
        CommandName name = CommandName.of(body);
        try {
            receive(name, body, out);
        } finally {
            if (name == CommandName.HELLO) {
                Arrays.fill(body, (byte) 0); // also of one that was not expected, or is malformed
            }
        }
    }

    private void receive(CommandName name, byte[] body, ByteBuf out) {
        if (name == CommandName.ERROR) {
            throw ZmtpViolations.peerError(ErrorCommand.decode(body));
        }
        if (name == CommandName.HELLO && state == State.HELLO_DUE) {
            HelloCommand hello = HelloCommand.decode(body);
            credentials = new Credentials.Plain(hello.user(), hello.password());
            hello.wipe();
            state = State.JUDGEMENT;
        } else if (name == CommandName.INITIATE && state == State.INITIATE_DUE) {
            peer = InitiateCommand.decode(body, maxProperties).properties();
            ReadyCommand.encode(out, own);
            state = State.COMPLETE;
        } else {
            throw ZmtpViolations.unexpectedCommand(body);
        }
    }

    @Override
    public @Nullable Credentials credentials() {
        return credentials;
    }

    @Override
    public void judged(ZapReply reply, ByteBuf out) {
        Credentials.Plain judged = credentials;
        if (judged == null) {
            throw new IllegalStateException("nothing to judge");
        }
        credentials = null;
        judged.destroy();
        if (reply.isAccepted()) {
            WelcomeCommand.encode(out);
            state = State.INITIATE_DUE;
        } else {
            Refusals.encode(reply, out);
            state = State.OVER;
        }
    }

    /** The password. */
    @Override
    public boolean hasOpenSecrets() {
        return true;
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    @Override
    public Metadata peerMetadata() {
        Metadata known = peer;
        if (known == null) {
            throw new IllegalStateException("the peer has not sent INITIATE");
        }
        return known;
    }

    @Override
    public void destroy() {
        if (state != State.COMPLETE) {
            state = State.OVER;
        }
        Credentials.Plain unjudged = credentials;
        if (unjudged != null) {
            credentials = null;
            unjudged.destroy();
        }
    }
}
