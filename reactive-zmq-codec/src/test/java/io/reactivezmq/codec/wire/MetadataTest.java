package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 37: metadata = *property; property = name value")
class MetadataTest {

    private static final int MANY = 64;

    @Test
    void theOrderOfTheWireIsKept() {
        byte[] list = Hex.bytes("0B 'Socket-Type' 00000003 'REQ' 08 'Identity' 00000001 'i' 03 'X-a' 00000000");
        Metadata metadata = Metadata.decode(list, MANY);
        assertThat(metadata.asMap().keySet()).containsExactly("Socket-Type", "Identity", "X-a");
        assertThatBytes(encoded(metadata)).isExactly(list);
        assertThat(metadata.encodedSize()).isEqualTo(list.length);
    }

    @Test
    @DisplayName("\"The name SHALL be compared case-insensitively\"; names starting X- are the application's")
    void resourceAndApplicationPropertiesAreKept() {
        Metadata metadata = Metadata.decode(Hex.bytes("08 'resource' 00000002 '/a' 07 'X-Hello' 00000005 'World'"), MANY);
        assertThatBytes(value(metadata, Metadata.RESOURCE)).isExactly("'/a'");
        assertThatBytes(value(metadata, "x-hello")).isExactly("'World'");
        assertThat(metadata.value("X-none")).isNull();
    }

    @Test
    void noPropertiesAreAList() {
        assertThat(Metadata.decode(new byte[0], 1).asMap()).isEmpty();
        assertThatBytes(encoded(Metadata.empty())).isEmpty();
    }

    @Test
    void aNameMayHave255Bytes() {
        assertThat(Metadata.decode(Hex.bytes("FF 61*255 00000000"), MANY).asMap()).containsOnlyKeys("a".repeat(255));
        assertThatBytes(encoded(Metadata.empty().with("a".repeat(255), new byte[0]))).isExactly("FF 61*255 00000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00", "00 00000000", "05 'name'", "FF 'x'", "04 'name'", "04 'name' 000000", "04 'name' 00000001",
        "04 'name' FFFFFFFF", "04 'name' FFFFFFFF 'x'", "04 'name' 80000000", "04 'name' 7FFFFFFF 'x'",
        "04 'name' 00000002 'x'", "04 'name' 00000000 01"})
    @DisplayName("B4-B7: an empty name, a name or value beyond the end, a value length of FFFFFFFF")
    void aListThatDoesNotAddUpIsRefused(String list) {
        assertViolation(Violation.MALFORMED_METADATA, list);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0B 'Socket-Type' 00000003 'PUB' 0B 'Socket-Type' 00000003 'PUB'",
        "0B 'Socket-Type' 00000003 'PUB' 0B 'socket-type' 00000003 'SUB'",
        "08 'Identity' 00000000 01 'X' 00000000 08 'Identity' 00000000"})
    @DisplayName("B2: Socket-Type twice -> close")
    void theTypeAndTheIdentityMustNotBeRepeated(String list) {
        assertViolation(Violation.MALFORMED_METADATA, list);
    }

    @Test
    void ofAnyOtherRepeatedPropertyTheFirstCounts() {
        Metadata metadata = Metadata.decode(Hex.bytes("03 'X-a' 00000001 '1' 03 'x-A' 00000001 '2'"), MANY);
        assertThat(metadata.asMap()).containsOnlyKeys("X-a");
        assertThatBytes(value(metadata, "X-a")).isExactly("'1'");
    }

    @Test
    void theCountIsLimitedAndRepetitionsCount() {
        String three = "03 'X-a' 00000000 03 'X-b' 00000000 03 'X-a' 00000000";
        assertThat(Metadata.decode(Hex.bytes(three), 3).asMap()).hasSize(2);
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> Metadata.decode(Hex.bytes(three), 2))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(Violation.HANDSHAKE_TOO_LARGE));
    }

    @Test
    void valuesAreCopiedInAndOut() {
        byte[] value = Hex.bytes("01");
        Metadata metadata = Metadata.empty().with("X-a", value);
        value[0] = 2;
        value(metadata, "X-a")[0] = 3;
        metadata.asMap().values().forEach(copy -> copy[0] = 4);
        assertThatBytes(value(metadata, "X-a")).isExactly("01");
    }

    @Test
    void ourOwnPropertiesAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.empty().with("", new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Metadata.empty().with("a".repeat(256), new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metadata.empty().with("X-a", new byte[0]).with("x-A", new byte[0]));
    }

    @Test
    void theTextHasNoValuesAndNoControlCharacters() {
        Metadata metadata = Metadata.decode(Hex.bytes("02 'a' 0A 00000006 'secret'"), MANY);
        assertThat(metadata).hasToString("Metadata[a\\x0A: 6 B]");
    }

    private static byte[] value(Metadata metadata, String name) {
        byte[] value = metadata.value(name);
        assertThat(value).isNotNull();
        return value;
    }

    private static byte[] encoded(Metadata metadata) {
        ByteBuf out = Unpooled.buffer();
        metadata.encode(out);
        return Hex.copy(out);
    }

    private static void assertViolation(Violation violation, String list) {
        assertThatExceptionOfType(ZmqProtocolException.class)
                .isThrownBy(() -> Metadata.decode(Hex.bytes(list), MANY))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
    }
}
