package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("D. Commands after the handshake")
class CommandFaultsTest {

    private static final byte[] CONTEXT = Hex.bytes("'0123456789ABCDEF' 'ghijklmn'");

    private PullUnderAttack socket = new PullUnderAttack();

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    @ParameterizedTest(name = "{0} bytes -> {1} bytes")
    @DisplayName("D2: PING context 16 -> echoed exactly; 17+ -> truncated to 16")
    @CsvSource({"0, 0", "1, 1", "16, 16", "17, 16", "24, 16"})
    void aPingIsAnsweredWithItsContext(int sent, int echoed) {
        RawPeer peer = socket.attackerOfType("PUSH").send(command("PING", new byte[2], Arrays.copyOf(CONTEXT, sent)));
        peer.expect(command("PONG", Arrays.copyOf(CONTEXT, echoed)));
    }

    @Test
    @DisplayName("D2: however small the limit for topics is")
    void aPingIsNoTopic() {
        socket.close();
        socket = new PullUnderAttack(changes -> changes.limits(limits -> limits.maxTopicSize(1)));
        socket.attackerOfType("PUSH").send(command("PING", new byte[2], Arrays.copyOf(CONTEXT, 16)))
                .expect(command("PONG", Arrays.copyOf(CONTEXT, 16)));
    }

    @Test
    @DisplayName("limits.maxTopicSize may be as large as it goes")
    void theLargestLimitForTopicsLeavesRoomForCommands() {
        socket.close();
        socket = new PullUnderAttack(changes -> changes.limits(limits -> limits.maxTopicSize(Integer.MAX_VALUE)));
        socket.attackerOfType("PUSH").send(command("PING", new byte[2])).expect(command("PONG"));
    }

    @Test
    @DisplayName("D3: 100 k PINGs without reading PONGs -> PONG coalesced, output bounded")
    void aFloodOfPingsKeepsNobodyElseWaiting() {
        RawPeer peer = socket.attackerOfType("PUSH");
        byte[] ping = command("PING", new byte[2], new byte[16]);
        byte[][] thousand = new byte[1000][];
        Arrays.fill(thousand, ping);
        byte[] burst = Hex.join(thousand);
        for (int i = 0; i < 100; i++) {
            peer.send(burst);
        }
        socket.assertBystanderIsServed();
        peer.send(Hex.join(command("PING", new byte[2], Hex.bytes("'last'")), message(Hex.bytes("'behind'"))));
        assertThat(socket.next().frameAsString(0)).isEqualTo("behind");
        peer.halfClose();
        byte[] pongs = peer.expectClosed();
        assertThat(pongs.length).as("coalesced").isLessThan(100_000 * command("PONG", new byte[16]).length);
        assertThat(Hex.of(pongs)).endsWith(Hex.of(command("PONG", Hex.bytes("'last'"))));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D6: PONG unasked -> ignored; D9: unknown command -> ignored and counted")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "04 05 04 'PONG'         | 0",
        "04 07 04 'PONG' 'ab'    | 0",
        "04 05 04 'NOPE'         | 1",
        "04 05 04 'ping'         | 1",
        "04 01 00                | 1",
        "04 02 FF 41             | 1",
        "06 00*7 05 04 'JOIN'    | 1",
    })
    void commandsWithoutMeaningAreIgnored(String hex, long counted) {
        socket.attackerOfType("PUSH").send(Hex.join(Hex.bytes(hex), message(Hex.bytes("'behind'"))));
        assertThat(socket.next().frameAsString(0)).isEqualTo("behind");
        assertThat(socket.pull.statistics().dropped(DropReason.UNKNOWN_COMMAND)).isEqualTo(counted);
    }
}
