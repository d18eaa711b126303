package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.SocketOptions;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A way to carry bytes between two processes. */
public interface Transport {

    /**
     * Listens. Every accepted channel is shown to the consumer on its event loop before it is active, so that handlers can
     * be added.
     */
    Mono<Listener> bind(Endpoint endpoint, SocketOptions options, Consumer<Channel> accepted);

    /**
     * Connects once, with a channel on this event loop that is shown to the consumer before it is active; completes when the
     * channel is. A cancel gives up.
     */
    Mono<Channel> connect(Endpoint endpoint, SocketOptions options, EventLoop loop, Consumer<Channel> initializer);

    /** Adds a handler in front of whatever the transport itself needs in a pipeline. */
    void addHandler(Channel channel, String name, ChannelHandler handler);

    /** Raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) if an option cannot be honoured here. */
    default void requireOffered(SocketOptions options) {
    }

    /** The peer of an accepted channel as events name it; null if nothing is known of it. */
    default @Nullable SocketAddress peer(Channel accepted) {
        return accepted.remoteAddress();
    }

    /** Why an accepted channel is not let in; null to let it in. */
    default @Nullable ZmqException refusal(Channel accepted) {
        return null;
    }

    /** Something that accepts. */
    interface Listener {

        /** Where, with the real address and port. */
        Endpoint endpoint();

        /** From now on tells, on its event loop, why a connection could not be accepted; it rests for a moment and goes on. */
        void whenAcceptFails(Consumer<ZmqException> told);

        /**
         * Accepts no more; channels accepted before go on. Fails with a {@link ZmqException}, when all that is over, if
         * something of the listener is left behind.
         */
        Mono<Void> close();
    }
}
