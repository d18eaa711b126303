package io.reactivezmq.sockets.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

    private final List<String> taken = new ArrayList<>();
    private final Set<String> full = new TreeSet<>();
    private final RoundRobin<String, Integer> peers = new RoundRobin<>(String[]::new, this::offer);

    private boolean offer(String peer, Integer message) {
        if (full.contains(peer)) {
            return false;
        }
        taken.add(peer + message);
        return true;
    }

    private void offer(int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(peers.offer(i)).isTrue();
        }
    }

    @Test
    void nobody_takes_nothing() {
        assertThat(peers.offer(1)).isFalse();
        assertThat(peers.takers()).isEmpty();
    }

    @Test
    void the_only_one_takes_everything() {
        peers.add("a");

        offer(1, 3);

        assertThat(taken).containsExactly("a1", "a2", "a3");
    }

    @Test
    @DisplayName("RFC 30: PUSH SHALL route outgoing messages to available peers using a round-robin strategy")
    void each_takes_one_in_turn_in_the_order_of_arrival() {
        peers.add("a");
        peers.add("b");
        peers.add("c");

        offer(1, 7);

        assertThat(taken).containsExactly("a1", "b2", "c3", "a4", "b5", "c6", "a7");
    }

    @Test
    void whoever_is_full_is_skipped_and_the_turn_goes_on_behind_the_one_that_took() {
        peers.add("a");
        peers.add("b");
        peers.add("c");
        full.add("b");

        offer(1, 3);
        full.clear();
        offer(4, 6);

        assertThat(taken).containsExactly("a1", "c2", "a3", "b4", "c5", "a6");
    }

    @Test
    void a_message_that_nobody_takes_is_offered_once_to_each_and_moves_no_turn() {
        AtomicInteger offers = new AtomicInteger();
        RoundRobin<String, Integer> refusing = new RoundRobin<>(String[]::new, (peer, message) -> {
            offers.incrementAndGet();
            return false;
        });
        refusing.add("a");
        refusing.add("b");
        refusing.add("c");

        assertThat(refusing.offer(1)).isFalse();

        assertThat(offers).hasValue(3);
    }

    @Test
    void one_that_leaves_gets_nothing_more_and_the_others_go_on_in_turn() {
        peers.add("a");
        peers.add("b");
        peers.add("c");
        offer(1, 1);

        peers.remove("b");
        offer(2, 5);

        assertThat(taken).startsWith("a1").doesNotContain("b2", "b3", "b4", "b5");
        assertThat(taken.stream().filter(t -> t.startsWith("a")).count()).isEqualTo(3);
    }

    @Test
    void removing_the_last_when_its_turn_was_next_begins_again_at_the_first() {
        peers.add("a");
        peers.add("b");
        peers.add("c");
        offer(1, 2);

        peers.remove("c");
        offer(3, 4);

        assertThat(taken).containsExactly("a1", "b2", "a3", "b4");
    }

    @Test
    void removing_a_stranger_changes_nothing() {
        peers.add("a");

        peers.remove("b");

        assertThat(peers.takers()).containsExactly("a");
    }

    @Test
    void two_equal_peers_are_two_peers() {
        String first = new String("same".toCharArray());
        String second = new String("same".toCharArray());
        peers.add(first);
        peers.add(second);

        peers.remove(first);

        assertThat(peers.takers()).hasSize(1);
        assertThat(peers.takers()[0]).isSameAs(second);
    }

    @Test
    @DisplayName("thread-safe without locks: every message is taken exactly once while peers come and go")
    void offers_from_two_threads_lose_nothing_while_peers_change() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        RoundRobin<Integer, Integer> busy = new RoundRobin<>(Integer[]::new, (peer, message) -> {
            count.incrementAndGet();
            return true;
        });
        busy.add(0);
        CountDownLatch done = new CountDownLatch(2);
        Runnable offering = () -> {
            for (int i = 0; i < 100_000; i++) {
                if (!busy.offer(i)) {
                    break;
                }
            }
            done.countDown();
        };
        new Thread(offering).start();
        new Thread(offering).start();
        for (int i = 1; done.getCount() > 0; i++) {
            Integer peer = 1000 + i;
            busy.add(peer);
            busy.remove(peer);
        }

        assertThat(count).hasValue(200_000);
    }
}
