package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.wire.CancelCommand;
import io.reactivezmq.codec.wire.CommandName;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.PingCommand;
import io.reactivezmq.codec.wire.SubscribeCommand;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.message.ZmqMessage;

/** Sorts what the decoder finds: messages to the socket, commands to whoever they concern (RFC 37, section "Commands"). */
final class TrafficSink implements FrameSink {

    private final ZmtpConnection connection;
    private final TrafficReceiver receiver;
    private final HeartbeatTimer heartbeat;
    private final int maxTopicSize;

    TrafficSink(ZmtpConnection connection, TrafficReceiver receiver, HeartbeatTimer heartbeat, int maxTopicSize) {
        this.connection = connection;
        this.receiver = receiver;
        this.heartbeat = heartbeat;
        this.maxTopicSize = maxTopicSize;
    }

    @Override
    public boolean onMessage(ZmqMessage message) {
        return receiver.onMessage(message);
    }

    @Override
    public void onCommand(byte[] body) {
        switch (CommandName.of(body)) {
            case PING -> {
                PingCommand ping = PingCommand.decode(body);
                heartbeat.pinged(ping.ttlDeciseconds());
                connection.pong(ping.context());
            }
            case PONG -> {
                // nobody here waits for one: that anything arrived at all is what counts
            }
            case SUBSCRIBE -> subscription(true, SubscribeCommand.decode(body).topic());
            case CANCEL -> subscription(false, CancelCommand.decode(body).topic());
            case READY, ERROR -> throw ZmtpViolations.unexpectedCommand(body);
            case UNKNOWN -> receiver.onUnknownCommand();
        }
    }

    private void subscription(boolean subscribe, byte[] topic) {
        if (topic.length > maxTopicSize) {
            throw ZmtpViolations.topicTooLong(topic.length, maxTopicSize);
        }
        receiver.onSubscription(subscribe, topic);
    }
}
