package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@DisplayName("PLAIN: no password stays in a buffer that others get after the handshake")
class HandshakeSecretsTest {

    private static final SecurityOptions SERVER = SecurityOptions.builder().mechanism(Security.plainServer()).build();
    private static final SecurityOptions CLIENT = SecurityOptions.builder().mechanism(Security.plain("alice", "secret")).build();
    private static final byte[] HELLO = Hex.bytes("04 13 05 'HELLO' 05 'alice' 06 'secret'");
    private static final byte[] INITIATE = command("INITIATE", property("Socket-Type", "PUSH"));

    @Test
    @DisplayName("a buffer with HELLO is overwritten once it is read, wherever it is cut")
    void what_a_server_has_read_is_overwritten() {
        for (int cut = 1; cut < HELLO.length; cut++) {
            try (HandshakeFixture fixture = server()) {
                assertWiped(fixture, Arrays.copyOf(HELLO, cut));
                assertWiped(fixture, Arrays.copyOfRange(HELLO, cut, HELLO.length));
                assertThat(fixture.failures).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("a HELLO that is refused, or comes too late, is overwritten too, with what is behind it")
    void what_a_server_has_not_wanted_is_overwritten() {
        try (HandshakeFixture fixture = server()) {
            assertWiped(fixture, Hex.join(HELLO, HELLO, HELLO));
            assertThat(fixture.failures).hasSize(1);
        }
    }

    @Test
    void the_traffic_behind_a_handshake_is_left_as_it_is() {
        try (HandshakeFixture fixture = server()) {
            fixture.receive(HELLO);
            byte[] bytes = Hex.join(INITIATE, Hex.bytes("00 01 41"));
            fixture.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            assertThat(fixture.peers).hasSize(1);
            assertThatBytes(fixture.traffic()).isExactly("00 01 41");
            assertThatBytes(Arrays.copyOf(bytes, INITIATE.length)).isExactly(new byte[INITIATE.length]);
        }
    }

    @Test
    void the_buffers_of_other_mechanisms_are_left_as_they_are() {
        try (HandshakeFixture fixture = HandshakeFixture.active()) {
            byte[] bytes = greeting(1, "NULL");
            fixture.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            assertThatBytes(bytes).isExactly(greeting(1, "NULL"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("HELLO is overwritten after it was written, also in vain")
    void what_a_client_has_sent_is_overwritten(boolean succeeds) {
        try (HandshakeFixture fixture = HandshakeFixture.active(CLIENT, HandshakeFixture.NOBODY)) {
            Wire wire = new Wire(succeeds);
            fixture.channel.config().setAllocator(new UnpooledByteBufAllocator(false));
            fixture.channel.pipeline().addFirst(wire);
            fixture.receive(greeting(1, "PLAIN"));

            assertThat(wire.sent).contains("secret");
            assertThat(wire.memory).isNotEmpty()
                    .allSatisfy(array -> assertThat(text(array)).doesNotContain("secret"));
        }
    }

    @Test
    void what_a_client_does_not_send_after_all_is_overwritten() {
        try (HandshakeFixture fixture = HandshakeFixture.active(CLIENT, HandshakeFixture.NOBODY)) {
            Memory memory = new Memory();
            fixture.channel.config().setAllocator(memory);
            fixture.receive(greeting(1, "PLAIN"), Hex.bytes("00 01 41"));

            assertThat(fixture.failures).hasSize(1);
            assertThat(memory.arrays).isNotEmpty().allSatisfy(array -> assertThat(text(array)).doesNotContain("secret"));
        }
    }

    private static HandshakeFixture server() {
        HandshakeFixture fixture = HandshakeFixture.active(SERVER, (credentials, address) -> Mono.just(ZapReply.accept("")));
        fixture.receive(greeting(1, "PLAIN"));
        return fixture;
    }

    private static void assertWiped(HandshakeFixture fixture, byte[] bytes) {
        fixture.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        assertThatBytes(bytes).isExactly(new byte[bytes.length]);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Gives out arrays and remembers them. */
    private static final class Memory extends AbstractByteBufAllocator {

        final List<byte[]> arrays = new ArrayList<>();

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            ByteBuf buffer = Unpooled.buffer(initialCapacity, maxCapacity);
            arrays.add(buffer.array());
            return buffer;
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return newHeapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** Takes what is written and gives the buffer back, as a transport does; remembers the memory behind it. */
    private static final class Wire extends ChannelOutboundHandlerAdapter {

        private final boolean succeeds;
        final List<byte[]> memory = new ArrayList<>();
        String sent = "";

        Wire(boolean succeeds) {
            this.succeeds = succeeds;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            ByteBuf buffer = (ByteBuf) msg;
            memory.add(buffer.array());
            sent += buffer.toString(StandardCharsets.ISO_8859_1);
            buffer.release();
            if (succeeds) {
                promise.setSuccess();
            } else {
                promise.setFailure(new ClosedChannelException());
            }
        }
    }
}
