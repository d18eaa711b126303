package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.CurvePublicKey;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.sockets.inproc.InprocNames;
import io.reactivezmq.sockets.zap.ZapClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@DisplayName("RFC 27: what becomes of a peer where neither an authenticator nor a ZAP handler is there")
class SocketAuthenticationTest {

    private static final Credentials CURVE = new Credentials.Curve(CurvePublicKey.of(new byte[32]));
    private static final Credentials PLAIN = new Credentials.Plain(new byte[1], new byte[1]);
    private static final Consumer<SecurityOptions.Builder> ENFORCED =
            security -> security.zapDomain("global").enforceZapDomain(true);

    private final EventLoop unused = new DefaultEventLoop();
    private final List<String> warnings = new ArrayList<>();

    @Test
    @DisplayName("No handler: CURVE is allowed when ENFORCE_DOMAIN=0; any key, which is said loudly, once per socket")
    void curve_lets_in_any_key_and_says_so() {
        Asked authentication = socket(unchanged -> { });

        for (int peer = 0; peer < 3; peer++) {
            assertThat(Objects.requireNonNull(authentication.ask(CURVE, "", unused).block()).userId()).isEmpty();
        }
        assertThat(warnings).singleElement().asString().contains("ROUTER").contains("EVERY peer").contains("Authenticator.curve");
    }

    @Test
    @DisplayName("No handler: NULL with a domain is allowed when ENFORCE_DOMAIN=0, and nothing is said")
    void null_lets_in() {
        assertThat(Objects.requireNonNull(socket(security -> security.zapDomain("global"))
                .ask(Credentials.none(), "", unused).block()).isAccepted()).isTrue();
        assertThat(warnings).isEmpty();
    }

    @Test
    @DisplayName("ENFORCE_DOMAIN=1 and no handler: refuse; PLAIN refuses anyway")
    void nobody_is_let_in_who_should_have_been_judged() {
        assertRefused(socket(ENFORCED).ask(CURVE, "", unused));
        assertRefused(socket(ENFORCED).ask(Credentials.none(), "", unused));
        assertRefused(socket(unchanged -> { }).ask(PLAIN, "", unused));
        assertThat(warnings).isEmpty();
    }

    @Test
    void an_authenticator_without_mono_is_an_error_of_its_own() {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(
                () -> socket(security -> security.authenticator(request -> null)).ask(CURVE, "", unused).block());
    }

    private Asked socket(Consumer<SecurityOptions.Builder> security) {
        LiveOptions live = new LiveOptions(SocketOptions.builder().security(security).build());
        SocketAuthentication authentication =
                new SocketAuthentication(SocketType.ROUTER, live, new ZapClient(new InprocNames()), warnings::add);
        return (credentials, address, loop) -> authentication.ask(live.get().security(), credentials, address, loop);
    }

    /** A question of a handshake that began under the options that the socket still has. */
    private interface Asked {
        Mono<ZapReply> ask(Credentials credentials, String address, EventLoop loop);
    }

    private static void assertRefused(Mono<ZapReply> reply) {
        assertThatExceptionOfType(ZmqSecurityException.class).isThrownBy(reply::block)
                .satisfies(refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.NO_AUTHENTICATOR));
    }

    @AfterEach
    void close() {
        unused.shutdownGracefully();
    }
}
