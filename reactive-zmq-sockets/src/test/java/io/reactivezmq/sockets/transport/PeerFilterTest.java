package io.reactivezmq.sockets.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The three lists of ZMQ_IPC_FILTER_*, and the groups of a user. */
class PeerFilterTest {

    private static final UnixAccounts ACCOUNTS = new UnixAccounts(
            List.of("root:x:0:0:root:/root:/bin/sh", "", "# a comment", "alice:x:1000:1000::/home/alice:/bin/sh",
                    "bob:x:1001:1001::/home/bob:/bin/sh", "broken:x:many:1001"),
            List.of("root:x:0:", "staff:x:50:alice, bob", "empty:x:51:", "odd:x:not-a-number:alice", "short:x"));

    @Test
    void empty_lists_admit_everybody() {
        assertThat(new PeerFilter(Set.of(), Set.of(), Set.of()).admits(1, 2, Set.of(3L))).isTrue();
    }

    @Test
    @DisplayName("the three lists are OR-combined: one hit admits the peer")
    void one_hit_admits() {
        PeerFilter filter = new PeerFilter(Set.of(10L), Set.of(20L), Set.of(30L));

        assertThat(filter.admits(30, 0, Set.of(0L))).isTrue();
        assertThat(filter.admits(1, 10, Set.of(0L))).isTrue();
        assertThat(filter.admits(1, 0, Set.of(0L, 20L))).isTrue();
        assertThat(filter.admits(10, 20, Set.of(30L))).isFalse();
    }

    @Test
    @DisplayName("a group also admits the users that are listed as its members")
    void members_of_a_group_are_found_by_name() {
        assertThat(ACCOUNTS.membersOf(Set.of(50L))).containsExactlyInAnyOrder(1000L, 1001L);
        assertThat(ACCOUNTS.membersOf(Set.of(50L, 51L))).containsExactlyInAnyOrder(1000L, 1001L);
        assertThat(ACCOUNTS.membersOf(Set.of(51L))).isEmpty();
        assertThat(ACCOUNTS.membersOf(Set.of(52L))).isEmpty();
    }
}
