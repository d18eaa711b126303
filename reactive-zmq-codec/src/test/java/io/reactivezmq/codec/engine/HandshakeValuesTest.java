package io.reactivezmq.codec.engine;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.core.SocketType;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeValuesTest {

    @ParameterizedTest
    @EnumSource(SocketType.class)
    void theIdentityIsAnnouncedWhereTheTypeHasOneEvenIfEmpty(SocketType type) {
        assertThat(HandshakeRun.settings(type).metadata().asMap().keySet()).containsExactly(type.sendsIdentity()
                ? new String[] {"Socket-Type", "Identity"} : new String[] {"Socket-Type"});
    }

    @Test
    void settingsAreChecked() {
        assertThat(new HandshakeSettings(SocketType.REQ, Hex.bytes("61*255"), 1, 1).identity()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeSettings(SocketType.REQ, Hex.bytes("61*256"), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeSettings(SocketType.REQ, Hex.bytes("00 61"), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeSettings(SocketType.REQ, new byte[0], 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeSettings(SocketType.REQ, new byte[0], 1, 0));
    }

    @Test
    void settingsAreAValue() {
        byte[] identity = Hex.bytes("'a'");
        HandshakeSettings settings = new HandshakeSettings(SocketType.REQ, identity, 1, 1);
        identity[0] = 'b';
        settings.identity()[0] = 'c';
        assertThat(settings).isEqualTo(new HandshakeSettings(SocketType.REQ, Hex.bytes("'a'"), 1, 1))
                .hasSameHashCodeAs(new HandshakeSettings(SocketType.REQ, Hex.bytes("'a'"), 1, 1));
    }

    @Test
    void aPeerIsAValue() {
        byte[] identity = Hex.bytes("'a'");
        Map<String, byte[]> metadata = new HashMap<>(Map.of("X-a", Hex.bytes("01")));
        ZmtpPeer peer = new ZmtpPeer(ZmtpVersion.ZMTP_3_0, SocketType.REQ, identity, metadata);
        identity[0] = 'b';
        peer.identity()[0] = 'c';
        metadata.get("X-a")[0] = 2;
        metadata.clear();
        peer.metadata().get("X-a")[0] = 3;
        assertThatBytes(peer.identity()).isExactly("'a'");
        assertThatBytes(peer.metadata().get("X-a")).isExactly("01");
        assertThat(peer).isEqualTo(new ZmtpPeer(ZmtpVersion.ZMTP_3_0, SocketType.REQ, Hex.bytes("'a'"), Map.of("X-a", Hex.bytes("01"))))
                .isNotEqualTo(new ZmtpPeer(ZmtpVersion.ZMTP_3_0, SocketType.REQ, Hex.bytes("'a'"), Map.of("X-a", Hex.bytes("02"))))
                .hasSameHashCodeAs(new ZmtpPeer(ZmtpVersion.ZMTP_3_0, SocketType.REQ, Hex.bytes("'a'"), Map.of()));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> peer.metadata().clear());
    }

    @Test
    void onlyZmtp31UnderstandsSubscriptionCommands() {
        ZmtpPeer older = new ZmtpPeer(ZmtpVersion.ZMTP_3_0, SocketType.PUB, new byte[0], Map.of());
        ZmtpPeer newer = new ZmtpPeer(ZmtpVersion.ZMTP_3_1, SocketType.PUB, new byte[0], Map.of());
        assertThat(older.understandsSubscriptionCommands()).isFalse();
        assertThat(newer.understandsSubscriptionCommands()).isTrue();
        assertThat(newer.understandsHeartbeats()).isTrue();
        assertThat(older.understandsHeartbeats()).isFalse();
    }
}
