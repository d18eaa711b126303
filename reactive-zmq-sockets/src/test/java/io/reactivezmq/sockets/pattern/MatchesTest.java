package io.reactivezmq.sockets.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchesTest {

    private final Matches<String> matches = new Matches<>(String[]::new);

    private String[] found() {
        return IntStream.range(0, matches.size()).mapToObj(matches::get).toArray(String[]::new);
    }

    @Test
    void the_subscribers_of_several_topics_come_together_without_repetition() {
        matches.accept(new String[] {"a", "b"});
        matches.accept(new String[] {"b", "c"});
        matches.accept(new String[] {"a", "c", "d"});

        assertThat(found()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void it_grows_with_the_number_of_subscribers() {
        String[] many = IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new);

        matches.accept(many);

        assertThat(found()).containsExactly(many);
    }

    @Test
    void nobody_among_many_comes_twice() {
        String[] many = IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new);

        matches.accept(many);
        matches.accept(new String[] {many[999], "new", many[0]});
        matches.accept(many);

        assertThat(matches.size()).isEqualTo(1_001);
    }

    @Test
    void cleared_it_begins_anew() {
        matches.accept(new String[] {"a", "b"});

        matches.clear();
        matches.accept(new String[] {"b"});

        assertThat(found()).containsExactly("b");
    }

    @Test
    void equal_subscribers_that_are_not_the_same_are_two() {
        matches.accept(new String[] {"first"});
        matches.accept(new String[] {new String("first".toCharArray())});

        assertThat(matches.size()).isEqualTo(2);
    }
}
