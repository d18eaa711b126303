package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

@DisplayName("RFC 27, ZAP: a peer takes part in nothing before it was let in")
class PeerJudgementTest {

    private static final SecurityOptions PLAIN = SecurityOptions.builder().mechanism(Security.plainServer()).build();
    private static final SecurityOptions NULL = SecurityOptions.builder().zapDomain("global").build();
    private static final byte[] HELLO = Hex.bytes("04 13 05 'HELLO' 05 'alice' 06 'secret'");
    private static final byte[] INITIATE = command("INITIATE", property("Socket-Type", "PUSH"));
    private static final byte[] ERROR_400 = Hex.bytes("04 0A 05 'ERROR' 03 '400'");

    private final List<HandshakeFixture> fixtures = new ArrayList<>();
    private final Sinks.One<ZapReply> reply = Sinks.one();
    private final List<Credentials> asked = new ArrayList<>();

    @Test
    void a_peer_that_is_accepted_goes_on_with_what_is_known_of_it() {
        HandshakeFixture fixture = greeted(PLAIN);
        fixture.receive(HELLO);
        assertThatBytes(fixture.sent()).isEmpty();

        reply.tryEmitValue(ZapReply.accept("alice", Map.of("X-Role", "admin")));
        assertThatBytes(fixture.sent()).isExactly("04 08 07 'WELCOME'");
        fixture.receive(INITIATE, Hex.bytes("00 01 41"));

        assertThat(fixture.peers).singleElement().satisfies(peer -> {
            assertThat(peer.authenticated().userId()).contains("alice");
            assertThat(peer.authenticated().get("X-Role")).contains("admin");
        });
        assertThatBytes(fixture.traffic()).isExactly("00 01 41");
        assertThat(fixture.failures).isEmpty();
    }

    @Test
    @DisplayName("B20: split at every byte offset -> same result as unsplit")
    void how_the_bytes_are_cut_makes_no_difference() {
        byte[] hello = Hex.join(greeting(1, "PLAIN"), HELLO);
        for (byte[] input : List.of(hello, INITIATE)) {
            for (int cut = 1; cut < input.length; cut++) {
                HandshakeFixture fixture = start(PLAIN, (credentials, address) -> Mono.just(ZapReply.accept("")));
                if (input == hello) {
                    Fragmenter.cut(hello, cut).forEach(fixture::receive);
                    fixture.receive(INITIATE);
                } else {
                    fixture.receive(hello);
                    Fragmenter.cut(INITIATE, cut).forEach(fixture::receive);
                }
                assertThat(fixture.peers).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_ready_of_null_waits_for_the_judgement_and_the_peers_may_come_before_or_after(boolean before) {
        HandshakeFixture fixture = greeted(NULL);
        assertThatBytes(fixture.sent()).isEmpty();
        assertThat(asked).containsExactly(Credentials.none());
        if (before) {
            fixture.receive(ready("PUSH"));
        }
        assertThat(fixture.peers).isEmpty();
        reply.tryEmitValue(ZapReply.accept(""));
        if (!before) {
            fixture.receive(ready("PUSH"));
        }

        assertThatBytes(fixture.sent()).isExactly("04 1A 05 'READY' 0B 'Socket-Type' 00000004 'PULL'");
        assertThat(fixture.peers).hasSize(1);
    }

    @Test
    @DisplayName("G3: HELLO and INITIATE in one segment, before WELCOME -> close")
    void a_peer_that_does_not_wait_is_refused() {
        HandshakeFixture fixture = greeted(PLAIN);
        fixture.receive(HELLO, INITIATE);

        assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.UNEXPECTED_COMMAND));
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("G3: INITIATE before WELCOME -> close, also when its last byte comes after it")
    void a_peer_that_begins_before_its_turn_is_refused_however_it_is_cut() {
        for (int cut = 1; cut < INITIATE.length; cut++) {
            Sinks.One<ZapReply> late = Sinks.one();
            HandshakeFixture fixture = start(PLAIN, (credentials, address) -> late.asMono());
            fixture.receive(greeting(1, "PLAIN"), HELLO);
            fixture.sent();
            fixture.receive(Arrays.copyOf(INITIATE, cut));
            late.tryEmitValue(ZapReply.accept("alice"));

            assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                    failure -> assertThat(failure.violation()).isEqualTo(Violation.UNEXPECTED_COMMAND));
            assertThatBytes(fixture.sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("NULL: a command behind READY, before the judgement, is refused however it is cut; nothing of it is swallowed")
    @ValueSource(strings = {"04", "04 07", "04 07 04 'PI'", "04 07 04 'PING' 0000", "06 00"})
    void a_command_before_the_judgement_is_no_traffic(String part) {
        HandshakeFixture fixture = greeted(NULL);
        fixture.receive(ready("PUSH"), Hex.bytes(part));
        reply.tryEmitValue(ZapReply.accept(""));

        assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.UNEXPECTED_COMMAND));
        assertThat(fixture.peers).isEmpty();
    }

    @Test
    void a_refused_peer_is_told_the_status_and_has_a_moment_to_read_it() {
        HandshakeFixture fixture = greeted(NULL);
        reply.tryEmitValue(ZapReply.refuse("address denied"));
        assertThatBytes(fixture.sent()).isExactly(ERROR_400);
        assertThat(fixture.channel.isOpen()).isTrue();
        fixture.receive(ready("PUSH"), Hex.bytes("00 01 41"));
        assertThat(fixture.failures).isEmpty();

        advance(fixture, Duration.ofSeconds(1));

        assertRefused(fixture.failure(), SecurityFailure.REFUSED);
    }

    @Test
    void a_refused_peer_that_closes_is_reported_as_refused() {
        HandshakeFixture fixture = greeted(PLAIN);
        fixture.receive(HELLO);
        reply.tryEmitValue(ZapReply.failure("database down"));
        assertThatBytes(fixture.sent()).isExactly("04 0A 05 'ERROR' 03 '500'");
        fixture.channel.close();

        assertRefused(fixture.failure(), SecurityFailure.INTERNAL_ERROR);
        assertThat(fixture.failures.get(0)).hasMessageContaining("database down");
    }

    @Test
    @DisplayName("ZAP 300: nothing is sent, the connection is closed at once")
    void a_temporary_failure_is_not_told() {
        HandshakeFixture fixture = greeted(PLAIN);
        fixture.receive(HELLO);
        reply.tryEmitValue(ZapReply.temporaryFailure("busy"));

        assertThatBytes(fixture.sent()).isEmpty();
        assertRefused(fixture.failure(), SecurityFailure.TEMPORARY_FAILURE);
    }

    @Test
    @DisplayName("G16: never answers -> never admitted; refused at authenticationTimeout")
    void silence_is_a_refusal() {
        AtomicBoolean cancelled = new AtomicBoolean();
        HandshakeFixture fixture = start(PLAIN, (credentials, address) -> {
            asked.add(credentials);
            return Mono.<ZapReply>never().doOnCancel(() -> cancelled.set(true));
        });
        fixture.receive(greeting(1, "PLAIN"), HELLO);
        advance(fixture, Duration.ofSeconds(10).minusMillis(1));
        assertThat(fixture.failures).isEmpty();
        advance(fixture, Duration.ofMillis(1));

        assertRefused(fixture.failure(), SecurityFailure.AUTHENTICATION_TIMEOUT);
        assertThat(cancelled).isTrue();
        assertThat(((Credentials.Plain) asked.get(0)).isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("ZMQ_HANDSHAKE_IVL bounds the authentication, too")
    void the_deadline_of_the_handshake_goes_on() {
        SecurityOptions patient = PLAIN.mutate(changes -> changes.authenticationTimeout(Duration.ofHours(1)));
        HandshakeFixture fixture = greeted(patient);
        fixture.receive(HELLO);
        advance(fixture, HandshakeFixture.DEADLINE);

        assertThat(fixture.failure()).hasMessageContaining("no handshake within");
        assertThat(reply.currentSubscriberCount()).isZero();
    }

    @Test
    @DisplayName("G16: throws, fails, is empty -> never admitted, nothing is told")
    void a_broken_authenticator_lets_nobody_in() {
        List<Authentication> broken = List.of(
                (credentials, address) -> {
                    throw new IllegalStateException("password secret is wrong");
                },
                (credentials, address) -> Mono.error(new IllegalStateException("password secret is wrong")),
                (credentials, address) -> Mono.empty());
        for (Authentication authentication : broken) {
            HandshakeFixture fixture = start(PLAIN, authentication);
            fixture.receive(greeting(1, "PLAIN"));
            fixture.sent();
            fixture.receive(HELLO);

            assertRefused(fixture.failure(), SecurityFailure.AUTHENTICATOR_FAILED);
            StringWriter log = new StringWriter();
            fixture.failures.get(0).printStackTrace(new PrintWriter(log));
            assertThat(log.toString()).doesNotContain("secret");
            assertThatBytes(fixture.sent()).isEmpty();
        }
    }

    @Test
    void what_an_authenticator_throws_is_known_by_its_class_and_where_it_came_from() {
        IllegalStateException thrown = new IllegalStateException("password secret is wrong");
        HandshakeFixture fixture = start(PLAIN, (credentials, address) -> Mono.error(thrown));
        fixture.receive(greeting(1, "PLAIN"), HELLO);

        ZmqException failure = fixture.failure();
        assertThat(failure).hasMessageContaining("java.lang.IllegalStateException");
        assertThat(failure.getCause().getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    @DisplayName("G16: answers and never completes -> the answer counts, the answerer hears a cancel")
    void an_authenticator_that_does_not_stop_hears_a_cancel() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Flux<ZapReply> talker = Flux.concat(Mono.just(ZapReply.accept("alice")), Mono.never());
        HandshakeFixture fixture = start(PLAIN, (credentials, address) ->
                Mono.fromDirect(talker.doOnCancel(() -> cancelled.set(true))));
        fixture.receive(greeting(1, "PLAIN"));
        fixture.sent();
        fixture.receive(HELLO);

        assertThat(cancelled).isTrue();
        assertThatBytes(fixture.sent()).isExactly("04 08 07 'WELCOME'");
    }

    @Test
    @DisplayName("G18: auth result arrives after the peer left -> no leak")
    void an_answer_for_a_peer_that_has_left_goes_nowhere() {
        List<CoreSubscriber<? super ZapReply>> waiting = new ArrayList<>();
        HandshakeFixture fixture = start(PLAIN, (credentials, address) -> {
            asked.add(credentials);
            return new Mono<>() {
                @Override
                public void subscribe(CoreSubscriber<? super ZapReply> subscriber) {
                    waiting.add(subscriber);
                    subscriber.onSubscribe(Operators.emptySubscription());
                }
            };
        });
        fixture.receive(greeting(1, "PLAIN"), HELLO);
        fixture.sent();
        fixture.channel.close();
        waiting.get(0).onNext(ZapReply.accept("alice"));
        waiting.get(0).onComplete();
        fixture.channel.runPendingTasks();

        assertThat(fixture.failure()).hasMessageContaining("the peer closed the connection");
        assertThatBytes(fixture.sent()).isEmpty();
        assertThat(((Credentials.Plain) asked.get(0)).isDestroyed()).isTrue();
    }

    @Test
    void an_answer_of_another_thread_is_taken_on_the_event_loop() throws InterruptedException {
        HandshakeFixture fixture = greeted(PLAIN);
        fixture.receive(HELLO);
        Thread other = new Thread(() -> reply.tryEmitValue(ZapReply.accept("")));
        other.start();
        other.join();
        fixture.channel.runPendingTasks();

        assertThatBytes(fixture.sent()).isExactly("04 08 07 'WELCOME'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF 00*8 7F 01 08 00 00", "01 00"})
    @DisplayName("If mechanism != NULL or domain set, ZMTP 1.0/2.0 peers are rejected")
    void old_peers_cannot_prove_anything(String old) {
        for (SecurityOptions security : List.of(PLAIN, NULL)) {
            HandshakeFixture fixture = start(security, HandshakeFixture.NOBODY);
            fixture.receive(Hex.bytes(old));

            assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                    failure -> assertThat(failure.violation()).isEqualTo(Violation.UNSUPPORTED_VERSION));
        }
    }

    private HandshakeFixture greeted(SecurityOptions security) {
        HandshakeFixture fixture = start(security, (credentials, address) -> {
            asked.add(credentials);
            return reply.asMono();
        });
        fixture.receive(greeting(1, security.mechanism().mechanism()));
        fixture.sent();
        return fixture;
    }

    private HandshakeFixture start(SecurityOptions security, Authentication authentication) {
        HandshakeFixture fixture = HandshakeFixture.active(security, authentication);
        fixtures.add(fixture);
        return fixture;
    }

    private static void advance(HandshakeFixture fixture, Duration time) {
        fixture.channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        fixture.channel.runScheduledPendingTasks();
        fixture.channel.runPendingTasks();
    }

    private static void assertRefused(ZmqException cause, SecurityFailure failure) {
        assertThat(cause).isInstanceOfSatisfying(ZmqSecurityException.class, refusal -> {
            assertThat(refusal.failure()).isEqualTo(failure);
            assertThat(refusal.isByPeer()).isFalse();
        });
    }

    @AfterEach
    void close() {
        fixtures.forEach(HandshakeFixture::close);
    }
}
