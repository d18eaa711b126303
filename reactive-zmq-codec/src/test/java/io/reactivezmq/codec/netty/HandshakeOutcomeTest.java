package io.reactivezmq.codec.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.codec.engine.ZmtpPeer;
import io.reactivezmq.codec.test.PlainCoding;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("exactly one of HandshakeListener's methods is called, once")
class HandshakeOutcomeTest {

    private static final ZmtpPeer PEER = new ZmtpPeer(ZmtpVersion.ZMTP_3_1, SocketType.PUSH, new byte[0], Map.of());
    private static final ZmqException CAUSE = new ZmqConnectionException(ErrorCode.ECONNRESET, "test");

    private static final long NO_TIMER = -1;

    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> uncaught = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            uncaught.add(cause);
        }
    });
    private final ChannelHandlerContext ctx = channel.pipeline().firstContext();
    private @Nullable RuntimeException listenerBreaks;

    @Test
    void aSecondFailureIsNotHeard() {
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> { });
        outcome.fail(ctx, CAUSE);
        outcome.fail(ctx, CAUSE);
        assertThat(heard).containsExactly("failed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void afterASuccessNoFailureIsHeard() {
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> succeed(told));
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isTrue();
        outcome.fail(ctx, CAUSE);
        assertThat(heard).containsExactly("succeeded");
        assertThat(channel.isOpen()).isTrue();
        channel.close();
    }

    @Test
    void afterAFailureNoSuccessIsHeard() {
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> succeed(told));
        outcome.fail(ctx, CAUSE);
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isFalse();
        assertThat(heard).containsExactly("failed");
    }

    @Test
    void aTrafficStageThatBreaksBeforeItToldIsAFailure() {
        RuntimeException broken = new IllegalStateException("broken");
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> {
            throw broken;
        });
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isFalse();
        assertThat(heard).containsExactly("failed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    @DisplayName("H14: exhausted memory ends that connection")
    void aTrafficStageForWhichThereIsNoMemoryIsAFailure() {
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> {
            throw new OutOfMemoryError("direct");
        });
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isFalse();
        assertThat(heard).containsExactly("failed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    @DisplayName("the keys of a traffic that does not begin are overwritten, for whatever reason it does not")
    void aTrafficThatDoesNotBeginIsForgotten() {
        for (RuntimeException broken : List.of(CAUSE, new IllegalStateException("broken"))) {
            PlainCoding coding = new PlainCoding();
            HandshakeOutcome outcome = begun((handshake, peer, form, told) -> {
                throw broken;
            });
            assertThat(outcome.succeed(ctx, PEER, coding)).isFalse();
            assertThat(coding.isDestroyed()).isTrue();

            PlainCoding late = new PlainCoding();
            assertThat(outcome.succeed(ctx, PEER, late)).isFalse();
            assertThat(late.isDestroyed()).isTrue();
        }
    }

    @Test
    void aListenerThatBreaksAtSuccessLosesItsConnectionAndHearsNoMore() {
        listenerBreaks = new IllegalStateException("broken");
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> succeed(told));
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isFalse();
        assertThat(heard).containsExactly("succeeded");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aListenerThatBreaksAtFailureCannotKeepTheChannelOpen() {
        listenerBreaks = new IllegalStateException("broken");
        ChannelHandlerContext first = channel.pipeline()
                .addFirst("handshake", new ChannelInboundHandlerAdapter()).context("handshake");
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> { });
        outcome.fail(first, CAUSE);
        assertThat(heard).containsExactly("failed");
        assertThat(uncaught).containsExactly(listenerBreaks);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aTrafficStageCannotTellAFailure() {
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) ->
                assertThatIllegalStateException().isThrownBy(() -> told.handshakeFailed(CAUSE)));
        outcome.succeed(ctx, PEER, TrafficCoding.PLAIN);
        assertThat(heard).isEmpty();
        channel.close();
    }

    @Test
    void beforeItHasBegunNothingIsHeard() {
        HandshakeOutcome outcome = new HandshakeOutcome(new Listener(), (handshake, peer, coding, told) -> { });
        outcome.fail(ctx, CAUSE);
        assertThat(outcome.succeed(ctx, PEER, TrafficCoding.PLAIN)).isFalse();
        assertThat(heard).isEmpty();
        assertThat(channel.isOpen()).isTrue();
        channel.close();
    }

    @Test
    void theTimerIsGoneWithTheOutcome() {
        channel.freezeTime();
        HandshakeOutcome outcome = begun((handshake, peer, coding, told) -> { });
        assertThat(channel.runScheduledPendingTasks()).isPositive();
        outcome.fail(ctx, CAUSE);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NO_TIMER);
        assertThat(heard).containsExactly("failed");
    }

    private HandshakeOutcome begun(HandshakeOutcome.TrafficStage traffic) {
        HandshakeOutcome outcome = new HandshakeOutcome(new Listener(), traffic);
        outcome.begin(ctx, Duration.ofMinutes(1), () -> heard.add("expired"));
        return outcome;
    }

    /** What a traffic stage does; the connection it would make is of no interest here. */
    private void succeed(HandshakeListener told) {
        told.handshakeSucceeded(null);
    }

    private final class Listener implements HandshakeListener {

        @Override
        public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
            hear("succeeded");
            return null;
        }

        @Override
        public void handshakeFailed(ZmqException cause) {
            hear("failed");
        }

        private void hear(String what) {
            heard.add(what);
            if (listenerBreaks != null) {
                throw listenerBreaks;
            }
        }
    }
}
