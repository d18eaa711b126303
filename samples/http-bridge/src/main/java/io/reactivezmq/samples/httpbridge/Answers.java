package io.reactivezmq.samples.httpbridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Turns the body of a POST into a request to the backend, and its reply, or the lack of one, into a response. */
final class Answers {

    private final RequestClient backend;
    private final Duration timeout;

    Answers(RequestClient backend, Duration timeout) {
        this.backend = backend;
        this.timeout = timeout;
    }

    Mono<FullHttpResponse> to(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            FullHttpResponse response = text(HttpResponseStatus.BAD_REQUEST, "this is not HTTP/1.1");
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return Mono.just(response);
        }
        if (!HttpMethod.POST.equals(request.method())) {
            FullHttpResponse response = text(HttpResponseStatus.METHOD_NOT_ALLOWED, "POST a body to get the backend's answer");
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.POST);
            return Mono.just(response);
        }
        if (backend.socket().statistics().peers() == 0) {
            return Mono.just(unavailable("the backend is not connected"));
        }
        return backend.request(ZmqMessage.of(ByteBufUtil.getBytes(request.content())), timeout, 0)
                .map(Answers::ok)
                .onErrorResume(ZmqTimeoutException.class, late ->
                        Mono.just(text(HttpResponseStatus.GATEWAY_TIMEOUT, "no answer within " + timeout.toMillis() + " ms")))
                .onErrorResume(ZmqException.class, refused -> Mono.just(unavailable("the backend takes no more: " + refused.getMessage())));
    }

    /** The bytes of all frames, one behind the other. */
    private static FullHttpResponse ok(ZmqMessage reply) {
        ByteBuf body = Unpooled.buffer((int) Math.min(reply.size(), Integer.MAX_VALUE));
        for (int i = 0; i < reply.frameCount(); i++) {
            body.writeBytes(reply.frame(i));
        }
        return response(HttpResponseStatus.OK, body, HttpHeaderValues.APPLICATION_OCTET_STREAM);
    }

    static FullHttpResponse unavailable(String why) {
        FullHttpResponse response = text(HttpResponseStatus.SERVICE_UNAVAILABLE, why);
        response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        return response;
    }

    private static FullHttpResponse text(HttpResponseStatus status, String text) {
        return response(status, Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body, CharSequence type) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
