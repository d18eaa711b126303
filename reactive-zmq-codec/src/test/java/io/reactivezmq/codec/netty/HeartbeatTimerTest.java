package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.HeartbeatOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

@DisplayName("heartbeats on a connection whose clock stands still")
class HeartbeatTimerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String PING = "04 07 04 'PING' 00 00";

    private @Nullable TrafficFixture fixture;

    @AfterEach
    void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    @DisplayName("ping = command-size %d4 \"PING\" ping-ttl ping-context, every ZMQ_HEARTBEAT_IVL")
    void pingsAreSentAtTheInterval() {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL).timeToLive(Duration.ofSeconds(30)));
        peer.advance(INTERVAL.minusNanos(1));
        assertThatBytes(peer.sent()).isEmpty();
        peer.advance(Duration.ofNanos(1));
        assertThatBytes(peer.sent()).isExactly("04 07 04 'PING' 01 2C");

        peer.receive("04 05 04 'PONG'");
        peer.advance(INTERVAL);
        assertThatBytes(peer.sent()).isExactly("04 07 04 'PING' 01 2C");
    }

    @Test
    @DisplayName("D7: peer silent after our PING -> closed at timeout")
    void aSilentPeerIsClosed() {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL).timeout(Duration.ofSeconds(3)));
        peer.advance(INTERVAL);
        peer.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(peer.channel.isOpen()).isTrue();
        peer.advance(Duration.ofNanos(1));
        assertTimedOut(peer, "heartbeat.timeout");
    }

    @ParameterizedTest
    @DisplayName("any byte is a sign of life, even of a message that is not complete")
    @ValueSource(strings = {"04 05 04 'PONG'", "00 01 'a'", "04 05 04 'NOPE'", "00"})
    void aPeerThatSendsAnythingLives(String hex) {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL).timeout(Duration.ofSeconds(3)));
        peer.advance(INTERVAL);
        peer.receive(hex);
        peer.advance(Duration.ofSeconds(9));
        assertThat(peer.channel.isOpen()).isTrue();
    }

    @Test
    @DisplayName("A13: G(00,NULL) (3.0) -> no PING sent")
    void aPeerOfZmtp30IsSentNoPing() {
        TrafficFixture peer = peer(0, options -> options.interval(INTERVAL));
        peer.advance(Duration.ofHours(1));
        assertThatBytes(peer.sent()).isEmpty();
        assertThat(peer.channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("D4: TTL 0 -> no expiry; FFFF -> 6 553.5 s, no wrap")
    @ValueSource(ints = {0, 1, 655, 656, 65535})
    void aPeerIsHeldToItsOwnTtl(int ttl) {
        TrafficFixture peer = peer(1, options -> { });
        peer.receive(command("PING", new byte[] {(byte) (ttl >> 8), (byte) ttl}));
        if (ttl == 0) {
            peer.advance(Duration.ofDays(1));
            assertThat(peer.channel.isOpen()).isTrue();
            return;
        }
        peer.advance(Duration.ofMillis(100L * ttl).minusNanos(1));
        assertThat(peer.channel.isOpen()).isTrue();
        peer.advance(Duration.ofNanos(1));
        assertTimedOut(peer, "TTL");
    }

    @Test
    void aPeerThatKeepsItsPromiseLives() {
        TrafficFixture peer = peer(1, options -> { });
        peer.receive("04 07 04 'PING' 00 0A");
        for (int i = 0; i < 20; i++) {
            peer.advance(Duration.ofMillis(999));
            peer.receive("00 01 'a'");
        }
        assertThat(peer.channel.isOpen()).isTrue();
        peer.advance(Duration.ofSeconds(1));
        assertTimedOut(peer, "TTL");
    }

    @Test
    void aShorterTtlTakesTheOlderOnesPlace() {
        TrafficFixture peer = peer(1, options -> { });
        peer.receive("04 07 04 'PING' FF FF");
        peer.receive("04 07 04 'PING' 00 0A");
        peer.advance(Duration.ofSeconds(1));
        assertTimedOut(peer, "TTL");
    }

    @Test
    @DisplayName("a connection that this side does not read is not dead, and still shows the peer that this side lives")
    void aPauseOfThisSideIsNoSilenceOfThePeer() {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL).timeout(Duration.ofSeconds(3)));
        peer.receive("04 07 04 'PING' 00 C8");
        peer.sent();
        peer.room = 1;
        peer.receive("00 01 'a' 00 01 'b'");
        for (int i = 0; i < 100; i++) {
            peer.advance(INTERVAL);
            assertThatBytes(peer.sent()).isExactly(PING);
        }

        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();
        peer.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(peer.channel.isOpen()).isTrue();
        peer.advance(Duration.ofNanos(1));
        assertTimedOut(peer, "heartbeat.timeout");
    }

    @Test
    @DisplayName("H2: a peer that takes nothing and sends nothing is dead, although the PING itself could not go out")
    void aPeerThatDoesNotReadIsSilentToo() {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL));
        peer.gate.shut();
        fill(peer);
        peer.advance(INTERVAL);
        peer.advance(INTERVAL);
        assertTimedOut(peer, "heartbeat.timeout");
    }

    @Test
    @DisplayName("PINGs that wait for the channel are coalesced")
    void oneWaitingPingIsSentWhenTheChannelTakesIt() {
        TrafficFixture peer = peer(1, options -> options.interval(INTERVAL));
        peer.gate.shut();
        int before = fill(peer);
        for (int i = 0; i < 5; i++) {
            peer.advance(INTERVAL);
            peer.receive("04 05 04 'PONG'");
        }
        peer.gate.open();
        byte[] sent = peer.sent();
        assertThat(sent).hasSize(before + Hex.bytes(PING).length);
        assertThat(Hex.of(sent)).endsWith(Hex.of(Hex.bytes(PING)));
    }

    @Test
    @DisplayName("without heartbeats there is no task; with them there is one, and it goes with the connection")
    void aConnectionHasOneTaskAtMost() {
        TrafficFixture off = peer(1, options -> { });
        off.receive("00 01 'a'", PING);
        assertThat(off.channel.runScheduledPendingTasks()).isEqualTo(-1);
        off.close();

        TrafficFixture on = peer(1, options -> options.interval(INTERVAL));
        for (int i = 0; i < 1000; i++) {
            on.receive("04 07 04 'PING' 00 0" + (1 + i % 9));
        }
        on.endOfInput();
        on.assertClosedInOrder();
        assertThat(on.channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    /** Until the channel takes no more; returns how many bytes that were. */
    private static int fill(TrafficFixture peer) {
        int bytes = 0;
        while (peer.connection().isWritable()) {
            peer.connection().write(ZmqMessage.of(new byte[200]));
            peer.connection().flush();
            bytes += 202;
        }
        return bytes;
    }

    private TrafficFixture peer(int minor, Consumer<HeartbeatOptions.Builder> changes) {
        TrafficFixture opened = new TrafficFixture(minor, HeartbeatOptions.defaults().mutate(changes));
        fixture = opened;
        return opened;
    }

    private static void assertTimedOut(TrafficFixture peer, String why) {
        assertThat(peer.channel.isOpen()).isFalse();
        assertThat(peer.ends).singleElement().isInstanceOfSatisfying(ZmqTimeoutException.class,
                cause -> assertThat(cause).hasMessageContaining(why));
    }
}
