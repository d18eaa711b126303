package io.reactivezmq.sockets.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final int MANY = 1_000_000;

    private final Subscriptions subscriptions = new Subscriptions();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothing_matches_before_the_first_subscription() {
        assertThat(subscriptions.matches(bytes(""))).isFalse();
        assertThat(subscriptions.matches(bytes("a"))).isFalse();
    }

    @Test
    void a_topic_matches_what_begins_with_it() {
        subscriptions.add(bytes("ab"), MANY);

        assertThat(subscriptions.matches(bytes("ab"))).isTrue();
        assertThat(subscriptions.matches(bytes("abc"))).isTrue();
        assertThat(subscriptions.matches(bytes("a"))).isFalse();
    }

    @Test
    @DisplayName("ZMQ_UNSUBSCRIBE: if the socket has several instances of the same filter attached, only one is removed")
    void only_the_last_of_several_equal_subscriptions_ends_them() {
        subscriptions.add(bytes("a"), MANY);
        subscriptions.add(bytes("a"), MANY);

        assertThat(subscriptions.remove(bytes("a"))).isFalse();
        assertThat(subscriptions.matches(bytes("a"))).isTrue();
        assertThat(subscriptions.remove(bytes("a"))).isTrue();
        assertThat(subscriptions.matches(bytes("a"))).isFalse();
    }

    @Test
    void removing_what_was_never_there_is_not_the_last_of_anything() {
        assertThat(subscriptions.remove(bytes("a"))).isFalse();

        subscriptions.add(bytes("a"), MANY);

        assertThat(subscriptions.matches(bytes("a"))).isTrue();
    }

    @Test
    @DisplayName("ZMQ_TOPICS_COUNT: the number of distinct topics")
    void equal_topics_count_once_and_a_new_peer_is_told_each_once() {
        subscriptions.add(bytes("a"), MANY);
        subscriptions.add(bytes("a"), MANY);
        subscriptions.add(bytes(""), MANY);
        List<String> told = new ArrayList<>();

        subscriptions.forEachTopic(topic -> told.add(new String(topic, StandardCharsets.UTF_8)));

        assertThat(subscriptions.size()).isEqualTo(2);
        assertThat(told).containsExactlyInAnyOrder("", "a");
    }

    @Test
    void one_topic_more_than_the_limit_changes_nothing() {
        assertThat(subscriptions.add(bytes("a"), 1)).isTrue();
        assertThat(subscriptions.add(bytes("b"), 1)).isFalse();
        assertThat(subscriptions.add(bytes("a"), 1)).isTrue();

        assertThat(subscriptions.matches(bytes("b"))).isFalse();
        assertThat(subscriptions.size()).isEqualTo(1);
    }
}
