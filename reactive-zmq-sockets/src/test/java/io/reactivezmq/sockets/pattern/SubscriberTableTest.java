package io.reactivezmq.sockets.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubscriberTableTest {

    private final SubscriberTable<String> table = new SubscriberTable<>(String[]::new);
    private final Matches<String> matches = new Matches<>(String[]::new);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> match(String message) {
        table.match(bytes(message), matches);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            found.add(matches.get(i));
        }
        return found;
    }

    @Test
    void nobody_wants_anything_at_first() {
        assertThat(match("a")).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void everyone_whose_topic_is_a_prefix_is_found() {
        table.subscribe("all", bytes(""));
        table.subscribe("a", bytes("a"));
        table.subscribe("ab", bytes("ab"));
        table.subscribe("b", bytes("b"));

        assertThat(match("abc")).containsExactly("all", "a", "ab");
        assertThat(match("b")).containsExactly("all", "b");
    }

    @Test
    @DisplayName("a subscriber with several matching topics gets a message once")
    void nobody_is_found_twice() {
        table.subscribe("x", bytes(""));
        table.subscribe("x", bytes("a"));
        table.subscribe("y", bytes("a"));
        table.subscribe("x", bytes("ab"));

        assertThat(match("ab")).containsExactly("x", "y");
    }

    @Test
    @DisplayName("libzmq's mtrie: a pipe is in the set of a topic or it is not")
    void a_topic_subscribed_twice_is_ended_by_one_cancel() {
        table.subscribe("x", bytes("a"));
        table.subscribe("x", bytes("a"));

        table.unsubscribe("x", bytes("a"));

        assertThat(match("a")).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void one_leaving_a_topic_leaves_the_others_there() {
        table.subscribe("x", bytes("a"));
        table.subscribe("y", bytes("a"));
        table.subscribe("z", bytes("a"));

        table.unsubscribe("y", bytes("a"));

        assertThat(match("a")).containsExactly("x", "z");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void cancelling_what_was_not_subscribed_is_ignored() {
        table.subscribe("x", bytes("a"));

        table.unsubscribe("y", bytes("a"));
        table.unsubscribe("x", bytes("ab"));

        assertThat(match("ab")).containsExactly("x");
    }
}
