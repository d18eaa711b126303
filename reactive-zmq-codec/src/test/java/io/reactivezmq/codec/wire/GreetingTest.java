package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 37: greeting = signature version mechanism as-server filler")
class GreetingTest {

    @Test
    void thePiecesTogetherAre64Bytes() {
        ByteBuf out = Unpooled.buffer();
        Greeting.encodeSignature(out, 0);
        Greeting.encodeMajor(out);
        Greeting.encodeRest(out, "NULL", false);
        assertThatBytes(out).isExactly("FF 00*8 7F 03 01 'NULL' 00*16 00 00*31");
        assertThat(out.readableBytes()).isEqualTo(Greeting.SIZE);
    }

    @Test
    void theRoleIsTold() {
        ByteBuf out = Unpooled.buffer();
        Greeting.encodeRest(out, "PLAIN", true);
        assertThatBytes(out).isExactly("01 'PLAIN' 00*15 01 00*31");
    }

    @Test
    @DisplayName("mechanism = 20mechanism-char")
    void aMechanismHas1To20Characters() {
        assertThatBytes(Greeting.mechanismField("A".repeat(20))).isExactly("'A'*20");
        assertThatIllegalArgumentException().isThrownBy(() -> Greeting.mechanismField("A".repeat(21)));
        assertThatIllegalArgumentException().isThrownBy(() -> Greeting.mechanismField(""));
    }
}
