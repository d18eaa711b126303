package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A socket of a proxy as it is written on the command line, {@code TYPE:ENDPOINT}.
 *
 * @param connects whether it connects, as {@code TYPE+connect:ENDPOINT} says, and does not bind
 */
record ProxySide(SocketType type, boolean connects, Endpoint endpoint) {

    private static final String CONNECT = "+connect";

    ZmqSocket open(ZmqContext zmq, SocketOptions options) {
        return switch (type) {
            case PAIR -> zmq.pair(options);
            case PUB -> zmq.pub(options);
            case SUB -> subscribed(zmq, options);
            case REQ -> zmq.req(options);
            case REP -> zmq.rep(options);
            case DEALER -> zmq.dealer(options);
            case ROUTER -> zmq.router(options);
            case PULL -> zmq.pull(options);
            case PUSH -> zmq.push(options);
            case XPUB -> zmq.xpub(options);
            case XSUB -> zmq.xsub(options);
            case STREAM -> zmq.stream(options);
        };
    }

    /** A SUB has nobody else who could say what it wants. */
    private static ZmqSocket subscribed(ZmqContext zmq, SocketOptions options) {
        var sub = zmq.sub(options);
        sub.subscribe("");
        return sub;
    }

    /**
     * Binds or connects.
     *
     * @return the endpoint, if it is not the one that was given
     */
    @Nullable Endpoint attach(ZmqSocket socket, String option) {
        try {
            Endpoint real = connects ? socket.connectNow(endpoint) : socket.bindNow(endpoint);
            return real.equals(endpoint) ? null : real;
        } catch (ZmqEndpointException failed) {
            throw CliFailure.runtime(option + ": " + failed.getMessage(), failed);
        }
    }

    /** Reads one. */
    static final class Converter implements ITypeConverter<ProxySide> {

        @Override
        public ProxySide convert(String text) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon);
            boolean connects = name.endsWith(CONNECT);
            String type = connects ? name.substring(0, name.length() - CONNECT.length()) : name;
            String endpoint = text.substring(colon + 1);
            return new ProxySide(type(type, text), connects,
                    connects ? Endpoints.connectable(endpoint) : Endpoints.bindable(endpoint));
        }

        private static SocketType type(String name, String text) {
            return Arrays.stream(SocketType.values()).filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not TYPE:ENDPOINT or TYPE+connect:ENDPOINT, such as xsub:tcp://*:5555"));
        }
    }
}
