package io.reactivezmq.sockets.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTrieTest {

    private final TopicTrie<String> trie = new TopicTrie<>();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void put(String... topics) {
        for (String topic : topics) {
            trie.update(bytes(topic), before -> topic);
        }
    }

    private void remove(String... topics) {
        for (String topic : topics) {
            trie.update(bytes(topic), before -> null);
        }
    }

    private List<String> matching(String message) {
        List<String> values = new ArrayList<>();
        trie.forEachPrefixOf(bytes(message), values::add);
        assertThat(trie.hasPrefixOf(bytes(message))).isEqualTo(!values.isEmpty());
        return values;
    }

    private List<String> topics() {
        List<String> topics = new ArrayList<>();
        trie.forEachTopic(topic -> topics.add(new String(topic, StandardCharsets.ISO_8859_1)));
        return topics;
    }

    @Test
    @DisplayName("E7: topics that come and go leave nothing behind, in whatever order they go")
    void what_only_led_to_removed_topics_is_removed_too() {
        String longest = "x".repeat(500);
        put(longest);
        for (int length = 1; length < longest.length(); length++) {
            put(longest.substring(0, length) + "y");
            remove(longest.substring(0, length) + "y");
        }

        assertThat(trie.nodes()).as("the root and one topic").isEqualTo(2);
        assertThat(matching(longest)).containsExactly(longest);
    }

    @Test
    void a_topic_between_others_goes_without_them() {
        put("a", "ab", "abc", "abd");
        remove("ab");
        assertThat(matching("abc")).containsExactly("a", "abc");
        remove("abd");

        assertThat(matching("abc")).containsExactly("a", "abc");
        assertThat(trie.nodes()).as("the root, a, abc").isEqualTo(3);
    }

    @Test
    void an_empty_trie_matches_nothing() {
        assertThat(matching("")).isEmpty();
        assertThat(matching("a")).isEmpty();
        assertThat(trie.size()).isZero();
        assertThat(topics()).isEmpty();
    }

    @Test
    @DisplayName("RFC 29: a message matches a topic that is a prefix of its first frame")
    void every_topic_that_is_a_prefix_matches_the_shortest_first() {
        put("ab", "abcd", "a", "b", "abce");

        assertThat(matching("abcdx")).containsExactly("a", "ab", "abcd");
    }

    @Test
    void a_topic_longer_than_the_message_does_not_match() {
        put("abc");

        assertThat(matching("ab")).isEmpty();
        assertThat(matching("")).isEmpty();
        assertThat(matching("abc")).containsExactly("abc");
    }

    @Test
    @DisplayName("the empty topic matches every message")
    void the_empty_topic_matches_even_the_empty_message() {
        put("");

        assertThat(matching("")).containsExactly("");
        assertThat(matching("x")).containsExactly("");
        assertThat(topics()).containsExactly("");
    }

    @Test
    void a_node_that_only_splits_others_has_no_value() {
        put("sensor.a", "sensor.b");

        assertThat(matching("sensor.")).isEmpty();
        assertThat(matching("sensor.c")).isEmpty();
        assertThat(matching("sensor.b")).containsExactly("sensor.b");
    }

    @Test
    void bytes_are_compared_whatever_their_sign() {
        put("\u0000", "\u007f", "\u0080", "\u00ff");

        for (String topic : List.of("\u0000", "\u007f", "\u0080", "\u00ff")) {
            assertThat(matching(topic + "x")).containsExactly(topic);
        }
        assertThat(matching("\u0001")).isEmpty();
    }

    @Test
    void a_removed_topic_leaves_its_neighbours() {
        put("a", "ab", "abc", "abd");

        remove("ab", "abd");

        assertThat(matching("abcd")).containsExactly("a", "abc");
        assertThat(trie.size()).isEqualTo(2);
        assertThat(topics()).containsExactlyInAnyOrder("a", "abc");
    }

    @Test
    void removing_what_is_not_there_changes_nothing() {
        put("abc");

        remove("ab", "abcd", "x", "");

        assertThat(topics()).containsExactly("abc");
        assertThat(trie.size()).isEqualTo(1);
    }

    @Test
    void what_was_put_and_removed_again_leaves_no_node_behind() {
        put("", "a", "ab", "abc", "b");

        remove("abc", "", "a", "b", "ab");

        assertThat(trie.size()).isZero();
        assertThat(topics()).isEmpty();
        assertThat(matching("abc")).isEmpty();
    }

    @Test
    void an_update_sees_the_value_before_and_returns_it() {
        assertThat(trie.update(bytes("a"), before -> before + "1")).isNull();
        assertThat(trie.update(bytes("a"), before -> before + "2")).isEqualTo("null1");

        assertThat(trie.get(bytes("a"))).isEqualTo("null12");
        assertThat(trie.size()).isEqualTo(1);
    }

    @Test
    void a_topic_that_the_caller_changes_afterwards_stays_what_it_was() {
        byte[] topic = bytes("abc");
        trie.update(topic, before -> "abc");

        Arrays.fill(topic, (byte) 'x');

        assertThat(matching("abc")).containsExactly("abc");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("any sequence of changes gives what a plain map gives")
    void it_agrees_with_a_map_on_random_topics(long seed) {
        Random random = new Random(seed);
        Map<ByteBuffer, Integer> expected = new HashMap<>();
        TopicTrie<Integer> actual = new TopicTrie<>();
        for (int step = 0; step < 4_000; step++) {
            byte[] topic = randomBytes(random);
            Integer value = random.nextInt(3) == 0 ? null : Integer.valueOf(step);
            Integer before = actual.update(topic, old -> value);
            assertThat(before).isEqualTo(value == null
                    ? expected.remove(ByteBuffer.wrap(topic)) : expected.put(ByteBuffer.wrap(topic), value));
            byte[] message = randomBytes(random);
            List<Integer> matched = new ArrayList<>();
            actual.forEachPrefixOf(message, matched::add);
            assertThat(matched).isEqualTo(prefixes(expected, message));
            assertThat(actual.get(message)).isEqualTo(expected.get(ByteBuffer.wrap(message)));
            assertThat(actual.size()).isEqualTo(expected.size());
        }
        List<ByteBuffer> all = new ArrayList<>();
        actual.forEachTopic(topic -> all.add(ByteBuffer.wrap(topic)));
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    /** Few letters and lengths, so that topics share beginnings. */
    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(7)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) * 100);
        }
        return bytes;
    }

    private static List<Integer> prefixes(Map<ByteBuffer, Integer> topics, byte[] message) {
        List<Integer> values = new ArrayList<>();
        for (int length = 0; length <= message.length; length++) {
            Integer value = topics.get(ByteBuffer.wrap(message, 0, length));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    @Test
    @DisplayName("every walk is a loop: neither the number nor the length of topics costs stack")
    void a_topic_that_nests_thousands_of_others_needs_no_stack() throws InterruptedException {
        int depth = 6_000;
        TopicTrie<Integer> deep = new TopicTrie<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread smallStack = new Thread(null, () -> {
            byte[] topic = new byte[depth];
            for (int length = 1; length <= depth; length++) {
                int value = length;
                deep.update(Arrays.copyOf(topic, length), before -> value);
            }
            int[] matched = new int[1];
            deep.forEachPrefixOf(topic, value -> matched[0]++);
            assertThat(matched[0]).isEqualTo(depth);
            for (int length = 1; length <= depth; length += 1_000) {
                deep.update(Arrays.copyOf(topic, length), before -> null);
            }
            assertThat(deep.size()).isEqualTo(depth - 6);
        }, "small stack", 64 * 1024);
        smallStack.setUncaughtExceptionHandler((thread, e) -> failure.set(e));

        smallStack.start();
        smallStack.join();

        assertThat(failure.get()).isNull();
    }

    @Test
    void a_million_topics_are_found_and_removed_again() {
        int count = 1_000_000;
        TopicTrie<Integer> many = new TopicTrie<>();
        for (int i = 0; i < count; i++) {
            Integer value = i;
            many.update(topic(i), before -> value);
        }
        assertThat(many.size()).isEqualTo(count);
        assertThat(many.get(topic(123_456))).isEqualTo(123_456);
        assertThat(many.hasPrefixOf(bytes("sensor.999999.temperature"))).isTrue();
        assertThat(many.hasPrefixOf(bytes("sensor.x"))).isFalse();

        for (int i = 0; i < count; i++) {
            many.update(topic(i), before -> null);
        }

        assertThat(many.size()).isZero();
        assertThat(many.hasPrefixOf(bytes("sensor.999999.temperature"))).isFalse();
    }

    private static byte[] topic(int number) {
        return bytes("sensor." + number + ".");
    }

    @Test
    @DisplayName("any number of threads may read while one changes: a topic that stays is always found")
    void a_reader_finds_what_stays_while_everything_around_it_changes() throws InterruptedException {
        put("stay", "stay.here", "stay.there");
        AtomicBoolean changing = new AtomicBoolean(true);
        Thread writer = new Thread(() -> {
            Random random = new Random(1);
            for (int i = 0; i < 100_000; i++) {
                String topic = "stay.here.and.there".substring(0, 1 + random.nextInt(18)) + (char) random.nextInt(256);
                if (i % 2 == 0) {
                    put(topic);
                } else {
                    trie.update(bytes(topic), before -> topic.equals("stay") ? topic : null);
                }
            }
            changing.set(false);
        });
        writer.start();

        while (changing.get()) {
            List<String> seen = new ArrayList<>();
            trie.forEachPrefixOf(bytes("stay.here~"), seen::add);
            assertThat(seen).contains("stay");
        }
        writer.join();
    }
}
