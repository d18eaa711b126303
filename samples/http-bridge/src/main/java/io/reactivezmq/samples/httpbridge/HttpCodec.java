package io.reactivezmq.samples.httpbridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's HTTP/1.1 for one connection, without a network: bytes in, requests out; responses in, bytes out. Answers by itself
 * what is not for the application: 100-continue, and 413 for a body that is too large. Not thread-safe.
 */
final class HttpCodec implements AutoCloseable {

    private final EmbeddedChannel channel;

    HttpCodec(int maxBody) {
        channel = new EmbeddedChannel(
                new HttpServerCodec(), new HttpServerKeepAliveHandler(), new HttpObjectAggregator(maxBody));
    }

    /** Whole requests that these bytes complete; the caller releases them. */
    List<FullHttpRequest> decode(byte[] bytes) {
        List<FullHttpRequest> requests = new ArrayList<>();
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        }
        FullHttpRequest request;
        while ((request = channel.readInbound()) != null) {
            requests.add(request);
        }
        return requests;
    }

    /** Takes the response over. */
    void encode(FullHttpResponse response) {
        channel.writeOneOutbound(response);
        channel.flushOutbound();
    }

    /** Whether there is something to be sent. */
    boolean hasOutput() {
        return !channel.outboundMessages().isEmpty();
    }

    /** What is to be sent now; nothing if the array is empty. */
    byte[] output() {
        ByteBuf all = Unpooled.buffer();
        ByteBuf next;
        while ((next = channel.readOutbound()) != null) {
            all.writeBytes(next);
            next.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** Whether the connection goes on behind what {@link #output()} gives. */
    boolean keepsAlive() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
