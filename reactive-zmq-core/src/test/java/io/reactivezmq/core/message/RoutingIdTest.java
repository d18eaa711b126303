package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ZmqOptionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 28: the name of a ROUTER's peer")
class RoutingIdTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void has_1_to_255_bytes(int size) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> RoutingId.of(new byte[size]))
                .withMessageContainingAll("routing id", size + " bytes", "1 to 255");
    }

    @Test
    void is_equal_when_its_bytes_are() {
        assertThat(RoutingId.of("a")).isEqualTo(RoutingId.of(new byte[] {'a'})).hasSameHashCodeAs(RoutingId.of("a"))
                .isNotEqualTo(RoutingId.of("b"));
    }

    @Test
    void is_not_changed_through_the_arrays_it_took_or_gave() {
        byte[] bytes = {'a', 'b'};
        RoutingId id = RoutingId.of(bytes);
        bytes[0] = 'x';
        id.bytes()[1] = 'x';

        assertThat(id).isEqualTo(RoutingId.of("ab"));
    }

    @Test
    void tells_whether_a_socket_made_it_up() {
        assertThat(RoutingId.of(new byte[] {0, 1, 2, 3, 4}).isGenerated()).isTrue();
        assertThat(RoutingId.of("worker").isGenerated()).isFalse();
    }

    @Test
    void is_shown_as_text_or_as_hex_and_never_long() {
        assertThat(RoutingId.of("worker-1")).hasToString("worker-1");
        assertThat(RoutingId.of(new byte[] {0, 16, -1})).hasToString("0x0010ff");
        assertThat(RoutingId.of("x".repeat(255)).toString()).hasSize(35).endsWith("...");
        assertThat(RoutingId.of(new byte[255]).toString()).hasSize(69).endsWith("...");
    }
}
