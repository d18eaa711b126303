package io.reactivezmq.sockets;

import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.netty.TrafficSettings;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.LimitOptions;
import io.reactivezmq.core.options.SocketOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new connection of a socket needs to know of the socket's options.
 *
 * @param greetings what it is sent first
 */
record ConnectionSettings(HandshakeSettings handshake, TrafficSettings traffic, List<ZmqMessage> greetings) {

    /** The largest command is SUBSCRIBE with its topic; however short topics are, PING and commands not yet known fit. */
    private static final int COMMAND_HEADER = 16;
    private static final int MIN_COMMAND = 512;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    static ConnectionSettings of(SocketType type, SocketOptions options) {
        LimitOptions limits = options.limits();
        return new ConnectionSettings(
                new HandshakeSettings(type, options.routingId(), limits.maxHandshakeCommandSize(), limits.maxMetadataProperties(),
                        options.protocol(), options.security()),
                new TrafficSettings(new FrameLimits(limits.maxMessageSize(), limits.maxFrames(), maxCommandSize(limits)),
                        limits.maxTopicSize(), limits.idleMidMessageTimeout(), options.queues().batchSize(), options.heartbeat()),
                greetings(type, options));
    }

    private static List<ZmqMessage> greetings(SocketType type, SocketOptions options) {
        List<ZmqMessage> greetings = new ArrayList<>();
        if (options.routing().probe() && type.sendsIdentity()) {
            greetings.add(ZmqMessage.empty());
        }
        if (type == SocketType.DEALER || type == SocketType.ROUTER) {
            options.routing().helloMessage().ifPresent(greetings::add);
        }
        if (type == SocketType.PUB || type == SocketType.XPUB) {
            options.pubSub().welcomeMessage().ifPresent(greetings::add);
        }
        return List.copyOf(greetings);
    }

    private static int maxCommandSize(LimitOptions limits) {
        int topic = Math.min(limits.maxTopicSize(), MAX_ARRAY - COMMAND_HEADER);
        return Math.max(MIN_COMMAND, topic + COMMAND_HEADER);
    }
}
