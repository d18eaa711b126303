package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.spi.FrameAccess;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("zmq_msg_gets(3): the properties of a message's connection")
class MessageMetadataTest {

    private static final FrameAccess FRAMES = FrameAccess.get();

    @Test
    @DisplayName("Socket-Type, Routing-Id, Peer-Address, User-Id, X-...")
    void properties_have_names_and_the_known_ones_methods() {
        MessageMetadata metadata = metadata("Socket-Type", "DEALER", "Identity", "id", "Peer-Address", "127.0.0.1",
                "User-Id", "anna", "X-hello", "w\u00f6rld");

        assertThat(metadata.socketType()).contains("DEALER");
        assertThat(metadata.routingId()).contains(RoutingId.of("id"));
        assertThat(metadata.peerAddress()).contains("127.0.0.1");
        assertThat(metadata.userId()).contains("anna");
        assertThat(metadata.get("X-hello")).contains("w\u00f6rld");
        assertThat(metadata.get("X-other")).isEmpty();
        assertThat(metadata.names()).containsExactly("Identity", "Peer-Address", "Socket-Type", "User-Id", "X-hello");
    }

    @Test
    @DisplayName("libzmq: asking for Routing-Id can return NULL; here both names mean the same")
    void the_routing_id_has_two_names() {
        MessageMetadata metadata = metadata("Identity", "id");

        assertThat(metadata.get(MessageMetadata.ROUTING_ID)).contains("id");
        assertThat(metadata.get(MessageMetadata.IDENTITY)).contains("id");
    }

    @Test
    void what_is_not_there_is_empty() {
        assertThat(MessageMetadata.empty().socketType()).isEmpty();
        assertThat(MessageMetadata.empty().routingId()).isEmpty();
        assertThat(metadata("Identity", "").routingId()).isEmpty();
        assertThat(MessageMetadata.of(Map.of())).isSameAs(MessageMetadata.empty());
    }

    @Test
    @DisplayName("RFC 37: names are case-insensitive; an existing name is never overwritten")
    void the_first_value_of_a_name_counts() {
        MessageMetadata metadata = metadata("X-Key", "first", "x-key", "second");

        assertThat(metadata.get("X-KEY")).contains("first");
        assertThat(metadata.names()).hasSize(1);
    }

    @Test
    void it_is_a_value_that_nobody_can_change() {
        byte[] value = {1};
        MessageMetadata metadata = MessageMetadata.of(Map.of("X-a", value));
        value[0] = 2;
        metadata.bytes("X-a").orElseThrow()[0] = 3;

        assertThat(metadata.bytes("X-a")).hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
        assertThat(metadata).isEqualTo(MessageMetadata.of(Map.of("x-A", new byte[] {1}))).hasSameHashCodeAs(
                MessageMetadata.of(Map.of("x-A", new byte[] {1})));
        assertThat(metadata).isNotEqualTo(MessageMetadata.of(Map.of("X-a", new byte[] {2}))).isNotEqualTo(MessageMetadata.empty());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> metadata.names().clear());
    }

    @Test
    void values_and_control_characters_stay_out_of_logs() {
        assertThat(metadata("X-token\n", "secret")).hasToString("MessageMetadata[X-token?: 6 B]");
    }

    // ---- on a message

    @Test
    void a_message_made_here_has_none() {
        assertThat(ZmqMessage.of("a").metadata()).isSameAs(MessageMetadata.empty());
        assertThat(ZmqMessage.builder().add("a").build().metadata()).isSameAs(MessageMetadata.empty());
    }

    @Test
    @DisplayName("libzmq's test_metadata.cpp: the id frame that ROUTER prepends has it too")
    void an_envelope_put_on_or_taken_off_does_not_change_where_a_message_came_from() {
        MessageMetadata metadata = metadata("X-a", "1");
        ZmqMessage received = FRAMES.wrap(new byte[][] {{1}, {2}, {3}}, metadata);

        assertThat(received.withFirst("id").metadata()).isSameAs(metadata);
        assertThat(received.withoutFirst(1).metadata()).isSameAs(metadata);
        assertThat(received.withoutFirst(2).metadata()).isSameAs(metadata);
        assertThat(FRAMES.prepend(received, new byte[1]).metadata()).isSameAs(metadata);
        assertThat(FRAMES.withoutMetadata(received)).isEqualTo(received)
                .satisfies(bare -> assertThat(bare.metadata().isEmpty()).isTrue());
    }

    @Test
    void messages_are_equal_wherever_they_came_from() {
        ZmqMessage received = FRAMES.wrap(new byte[] {'a'}, metadata("X-a", "1"));

        assertThat(received).isEqualTo(ZmqMessage.of("a")).hasSameHashCodeAs(ZmqMessage.of("a")).hasToString(ZmqMessage.of("a").toString());
    }

    private static MessageMetadata metadata(String... namesAndValues) {
        Map<String, byte[]> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return MessageMetadata.of(properties);
    }
}
