package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.RawOpeningHandler;
import io.reactivezmq.codec.netty.ZmtpHandshakeHandler;

/** How a new channel becomes a connection of a socket. */
public enum ChannelSetup {

    /** By the handshake of ZMTP. */
    ZMTP(true) {
        @Override
        void begin(Channel channel, Transport transport, ConnectionHost host, HandshakeListener listener) {
            HandshakeSettings settings = host.handshakeSettings();
            transport.addHandler(channel, ZmtpHandshakeHandler.NAME, new ZmtpHandshakeHandler(
                    settings, host.trafficSettings(), host.options().handshakeTimeout(),
                    host.authentication(settings.security(), channel.eventLoop()), host.handshakeExecutor(),
                    new SameSecurity(settings.security(), host, listener)));
        }
    },

    /** As it is, for STREAM. What is left of a byte stream that broke off makes no sense to the next connection. */
    RAW(false) {
        @Override
        void begin(Channel channel, Transport transport, ConnectionHost host, HandshakeListener listener) {
            transport.addHandler(channel, RawOpeningHandler.NAME,
                    new RawOpeningHandler(host.trafficSettings().batchSize(), listener));
        }
    };

    private final boolean queueOutlivesConnection;

    ChannelSetup(boolean queueOutlivesConnection) {
        this.queueOutlivesConnection = queueOutlivesConnection;
    }

    /** Adds the first handler to a channel that is not active yet; the listener hears what comes of it. */
    abstract void begin(Channel channel, Transport transport, ConnectionHost host, HandshakeListener listener);

    /** Whether what was queued for a connection that is lost goes to the next one. */
    boolean queueOutlivesConnection() {
        return queueOutlivesConnection;
    }
}
