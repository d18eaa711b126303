package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ZMQ_METADATA (libzmq's test_app_meta.cpp; RFC 37, section \"Metadata\")")
class ProtocolOptionsTest {

    @Test
    void properties_are_added_in_order_and_replaced_by_name() {
        ProtocolOptions options = ProtocolOptions.builder()
                .metadata("X-hello", "world").metadata("X-connection", "primary").metadata("X-hello", "").build();

        assertThat(options.metadata()).containsExactly(entry("X-hello", ""), entry("X-connection", "primary"));
    }

    @Test
    void the_order_is_part_of_the_value() {
        Map<String, String> other = new LinkedHashMap<>();
        other.put("X-b", "2");
        other.put("X-a", "1");

        assertThat(ProtocolOptions.builder().metadata("X-a", "1").metadata("X-b", "2").build())
                .isNotEqualTo(ProtocolOptions.builder().metadata(other).build());
    }

    @ParameterizedTest
    @DisplayName("a key without X- -> EINVAL; RFC 37: 'name-char = ALPHA | DIGIT | \"-\" | \"_\" | \".\" | \"+\"'")
    @ValueSource(strings = {"", "X-", "x-a", "Identity", "Y-a", "X-a b", "X-a:b", "X-\u00e4", "X-a\n"})
    void names_are_those_of_applications(String name) {
        assertRefused(() -> ProtocolOptions.builder().metadata(name, "value"));
    }

    @Test
    @DisplayName("the name is at most 255 bytes")
    void names_have_a_length() {
        String longest = "X-" + "a".repeat(253);

        assertThat(ProtocolOptions.builder().metadata(longest, "v").build().metadata()).containsKey(longest);
        assertRefused(() -> ProtocolOptions.builder().metadata(longest + "a", "v"));
    }

    @Test
    @DisplayName("RFC 37: names are case-insensitive")
    void a_name_is_there_once() {
        assertRefused(() -> ProtocolOptions.builder().metadata("X-a", "1").metadata("X-A", "2"));
    }

    @Test
    void a_peer_with_the_default_limits_takes_all_of_them() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            many.put("X-" + i, "");
        }

        assertThat(ProtocolOptions.builder().metadata(many).build().metadata()).hasSize(32);
        assertRefused(() -> ProtocolOptions.builder().metadata(many).metadata("X-32", ""));
        assertThat(ProtocolOptions.builder().metadata("X-a", "v".repeat(32765)).build().metadata()).hasSize(1);
        assertRefused(() -> ProtocolOptions.builder().metadata("X-a", "v".repeat(32766)));
        assertRefused(() -> ProtocolOptions.builder().metadata("X-a", "\u00fc".repeat(16383)));
    }

    @Test
    void values_do_not_go_into_logs() {
        assertThat(ProtocolOptions.builder().metadata("X-token", "secret").build().toString())
                .contains("X-token").doesNotContain("secret");
    }

    private static void assertRefused(Runnable setter) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(setter::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.EINVAL))
                .satisfies(refusal -> assertThat(refusal.option()).isEqualTo("protocol.metadata"));
    }
}
