package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ZmqOptionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketOptionsTest {

    @Test
    void groups_are_changed_in_place_or_set_whole() {
        SocketOptions inPlace = SocketOptions.builder()
                .queues(queues -> queues.sendHighWaterMark(10))
                .limits(limits -> limits.maxFrames(2))
                .reconnect(reconnect -> reconnect.enabled(false))
                .tcp(tcp -> tcp.ipv6(true))
                .linger(Duration.ZERO)
                .build();
        SocketOptions whole = SocketOptions.builder()
                .queues(QueueOptions.builder().sendHighWaterMark(10).build())
                .limits(LimitOptions.builder().maxFrames(2).build())
                .reconnect(ReconnectPolicy.builder().enabled(false).build())
                .tcp(TcpOptions.builder().ipv6(true).build())
                .linger(Duration.ZERO)
                .build();

        assertThat(inPlace).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    @Test
    void a_second_change_to_a_group_keeps_the_first() {
        SocketOptions options = SocketOptions.builder()
                .queues(queues -> queues.sendHighWaterMark(10))
                .queues(queues -> queues.receiveHighWaterMark(20))
                .build();

        assertThat(options.queues().sendHighWaterMark()).isEqualTo(10);
        assertThat(options.queues().receiveHighWaterMark()).isEqualTo(20);
    }

    @Test
    void mutating_makes_a_new_value() {
        SocketOptions options = SocketOptions.builder().routingId("a").build();
        SocketOptions changed = options.mutate(changes -> changes.linger(Duration.ZERO));

        assertThat(changed.linger()).isZero();
        assertThat(changed.routingId()).isEqualTo(options.routingId());
        assertThat(options.linger()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_routing_id_cannot_be_changed_from_outside() {
        byte[] id = {1, 2};
        SocketOptions options = SocketOptions.builder().routingId(id).build();
        id[0] = 9;
        options.routingId()[1] = 9;

        assertThat(options.routingId()).containsExactly(1, 2);
        assertThat(SocketOptions.builder().routingId("ü").build().routingId())
                .isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_name_is_short_and_plain() {
        assertThat(SocketOptions.builder().name("ticks-2.eu_west").build().mutate().build().name()).isEqualTo("ticks-2.eu_west");
        assertThat(SocketOptions.builder().name("a").build()).isNotEqualTo(SocketOptions.defaults());
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> SocketOptions.builder().name("x".repeat(65)))
                .withMessageContaining("0 to 64");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> SocketOptions.builder().name("a b"));
    }

    @Test
    void the_log_form_names_every_group_and_hides_the_routing_id() {
        assertThat(SocketOptions.builder().routingId("secret\n").build().toString())
                .contains("QueueOptions[sendHighWaterMark=1000", "LimitOptions[", "ReconnectPolicy[", "TcpOptions[",
                        "linger=PT1S", "routingId=7 bytes")
                .doesNotContain("secret")
                .hasLineCount(1);
    }
}
