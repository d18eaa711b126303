package io.reactivezmq.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandNameTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "READY, 05 'READY', 6", "ERROR, 05 'ERROR' 00, 6", "PING, 04 'PING' 00 00, 5", "PONG, 04 'PONG', 5",
        "SUBSCRIBE, 09 'SUBSCRIBE' 'A', 10", "CANCEL, 06 'CANCEL' 'A', 7"})
    void aKnownNameIsFoundWithTheOffsetOfItsData(CommandName name, String body, int dataOffset) {
        assertThat(nameOf(body)).isEqualTo(name);
        assertThat(name.dataOffset()).isEqualTo(dataOffset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04 'NOPE'", "05 'ready'", "00", "", "05 'READ'", "04 'READY'", "06 'READY' 00", "FF 'PING'"})
    void anythingElseIsUnknown(String body) {
        assertThat(nameOf(body)).isEqualTo(CommandName.UNKNOWN);
        assertThat(CommandName.UNKNOWN.dataOffset()).isZero();
    }

    @Test
    void aBufferIsReadFromItsReaderIndexAndNotMoved() {
        ByteBuf body = Unpooled.wrappedBuffer(Hex.bytes("FF FF 04 'PING' 00 00")).skipBytes(2);
        assertThat(CommandName.of(body)).isEqualTo(CommandName.PING);
        assertThat(body.readerIndex()).isEqualTo(2);
    }

    @Test
    void aBufferEndsAtItsWriterIndex() {
        ByteBuf body = Unpooled.wrappedBuffer(Hex.bytes("04 'PING'")).writerIndex(4);
        assertThat(CommandName.of(body)).isEqualTo(CommandName.UNKNOWN);
    }

    private static CommandName nameOf(String hex) {
        byte[] body = Hex.bytes(hex);
        CommandName name = CommandName.of(body);
        assertThat(CommandName.of(Unpooled.wrappedBuffer(body))).isEqualTo(name);
        return name;
    }
}
