package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two peers on two event loops change their minds about the same topic. */
class XPubThreadsTest extends PatternFixture {

    private static final byte[] TOPIC = {7};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("xpub.cpp: an end is told when nobody has the topic any more, and not over somebody who has just subscribed to it")
    void a_subscriber_is_not_told_to_have_gone_with_another(boolean verbose) {
        SocketOptions options = SocketOptions.builder().pubSub(pubSub -> pubSub.verbose(verbose)).build();
        XPubPattern xpub = new XPubPattern(setup(SocketType.XPUB, options));
        Pipe leaving = pipe(xpub);
        Pipe coming = pipe(xpub);
        xpub.onAttached(leaving, AnnouncedConnection.of("leaving"));
        xpub.onAttached(coming, AnnouncedConnection.of("coming"));
        AtomicBoolean wanted = new AtomicBoolean();
        xpub.subscriptions().subscribe(event -> wanted.set(event.isSubscribe()));

        xpub.onSubscription(leaving, true, TOPIC);
        Rounds.run(10_000, () -> xpub.onSubscription(leaving, false, TOPIC), () -> xpub.onSubscription(coming, true, TOPIC), () -> {
            assertThat(wanted).isTrue();
            xpub.onSubscription(leaving, true, TOPIC);
            xpub.onSubscription(coming, false, TOPIC);
        });

        xpub.onSubscription(leaving, false, TOPIC);
        assertThat(wanted).isFalse();
        xpub.close();
    }

    @Test
    @DisplayName("whoever is told of a subscription holds up nobody: another thread may decide about the same peer meanwhile")
    void the_application_is_told_without_a_lock() {
        XPubPattern xpub = new XPubPattern(
                setup(SocketType.XPUB, SocketOptions.builder().pubSub(pubSub -> pubSub.manual(true)).build()));
        Pipe peer = pipe(xpub);
        xpub.onAttached(peer, AnnouncedConnection.of("peer"));
        AtomicBoolean decided = new AtomicBoolean();
        xpub.subscriptions().subscribe(event -> decided.set(
                CompletableFuture.supplyAsync(() -> xpub.decide(peer, true, TOPIC)).orTimeout(30, TimeUnit.SECONDS).join()));

        xpub.onSubscription(peer, true, TOPIC);

        assertThat(decided).isTrue();
        xpub.close();
    }
}
