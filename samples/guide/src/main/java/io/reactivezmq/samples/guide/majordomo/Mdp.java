package io.reactivezmq.samples.guide.majordomo;

import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.DISCONNECT;
import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.FINAL;
import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.HEARTBEAT;
import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.PARTIAL;
import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.READY;
import static io.reactivezmq.samples.guide.majordomo.Mdp.Command.REQUEST;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The four dialects of the Majordomo protocol: between client and broker, and between worker and broker, each in the versions of
 * RFC 7 (MDP/0.1) and RFC 18 (MDP/0.2). They differ in the empty frame at the beginning and in the numbers of the commands.
 */
public enum Mdp {

    /** Has no commands: what comes is a request, what goes a reply. */
    CLIENT_1("MDPC01", true),
    WORKER_1("MDPW01", true, READY, REQUEST, FINAL, HEARTBEAT, DISCONNECT),
    CLIENT_2("MDPC02", false, REQUEST, PARTIAL, FINAL),
    WORKER_2("MDPW02", false, READY, REQUEST, PARTIAL, FINAL, HEARTBEAT, DISCONNECT);

    /** FINAL is what MDP/0.1 calls REPLY; PARTIAL, a part of an answer before it, is of MDP/0.2. */
    public enum Command { READY, REQUEST, PARTIAL, FINAL, HEARTBEAT, DISCONNECT }

    /**
     * A message that follows the protocol.
     *
     * @param command REQUEST for whatever a client of MDP/0.1 says
     * @param rest the frames behind it; null if there are none
     */
    record Parsed(Mdp dialect, Command command, @Nullable ZmqMessage rest) {

        int size() {
            return rest == null ? 0 : rest.frameCount();
        }
    }

    static final byte[] EMPTY = new byte[0];

    private final String header;
    private final boolean emptyFirst;
    private final List<Command> commands;

    Mdp(String header, boolean emptyFirst, Command... commands) {
        this.header = header;
        this.emptyFirst = emptyFirst;
        this.commands = List.of(commands);
    }

    boolean isClient() {
        return this == CLIENT_1 || this == CLIENT_2;
    }

    /** The dialect of the workers that serve clients of this one. */
    Mdp worker() {
        return this == CLIENT_1 ? WORKER_1 : WORKER_2;
    }

    /** The dialect of the clients that workers of this one serve. */
    Mdp client() {
        return this == WORKER_1 ? CLIENT_1 : CLIENT_2;
    }

    /** A message of the protocol, without routing id; null if it is none. */
    static @Nullable Parsed parse(ZmqMessage message) {
        int first = message.frameSize(0) == 0 ? 1 : 0;
        for (Mdp dialect : values()) {
            if (dialect.emptyFirst == (first == 1) && message.frameCount() > first
                    && message.frameAsString(first, US_ASCII).equals(dialect.header)) {
                return dialect.parse(message, first + 1);
            }
        }
        return null;
    }

    /** The messages that are of the protocol. */
    static Flux<Parsed> read(Flux<ZmqMessage> messages) {
        return messages.handle((message, sink) -> {
            Parsed parsed = parse(message);
            if (parsed != null) {
                sink.next(parsed);
            }
        });
    }

    private @Nullable Parsed parse(ZmqMessage message, int at) {
        if (commands.isEmpty()) {
            return new Parsed(this, REQUEST, rest(message, at));
        }
        int code = message.frameCount() > at && message.frameSize(at) == 1 ? message.frameByte(at, 0) : 0;
        return code < 1 || code > commands.size() ? null : new Parsed(this, commands.get(code - 1), rest(message, at + 1));
    }

    private static @Nullable ZmqMessage rest(ZmqMessage message, int at) {
        return message.frameCount() > at ? message.withoutFirst(at) : null;
    }

    /** A command with something behind it. */
    ZmqMessage message(Command command, ZmqMessage rest) {
        return withHeader(commands.isEmpty() ? rest : rest.withFirst(code(command)));
    }

    /** A command that is all there is. */
    ZmqMessage message(Command command) {
        return withHeader(ZmqMessage.of(code(command)));
    }

    private byte[] code(Command command) {
        return new byte[] {(byte) (commands.indexOf(command) + 1)};
    }

    private ZmqMessage withHeader(ZmqMessage rest) {
        ZmqMessage message = rest.withFirst(header);
        return emptyFirst ? message.withFirst(EMPTY) : message;
    }
}
