package io.reactivezmq.sockets.transport;

import io.netty.channel.unix.PeerCredentials;
import io.reactivezmq.core.options.IpcOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may connect: one hit in any of the sets admits, and so do three empty ones (ZMQ_IPC_FILTER_UID, _GID, _PID). A group
 * also admits the users that are listed as its members.
 */
record PeerFilter(Set<Long> uids, Set<Long> gids, Set<Long> pids) {

    /** Blocks: it reads the accounts of this machine if a group is to be admitted. */
    static PeerFilter of(IpcOptions options) {
        Set<Long> uids = options.filterUids();
        if (!options.filterGids().isEmpty()) {
            uids = Stream.concat(uids.stream(), UnixAccounts.ofThisMachine().membersOf(options.filterGids()).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return new PeerFilter(uids, options.filterGids(), options.filterPids());
    }

    static boolean isWanted(IpcOptions options) {
        return !(options.filterUids().isEmpty() && options.filterGids().isEmpty() && options.filterPids().isEmpty());
    }

    boolean admits(PeerCredentials peer) {
        return admits(peer.pid(), Integer.toUnsignedLong(peer.uid()),
                Arrays.stream(peer.gids()).mapToObj(Integer::toUnsignedLong).collect(Collectors.toSet()));
    }

    boolean admits(long pid, long uid, Set<Long> peerGids) {
        if (uids.isEmpty() && gids.isEmpty() && pids.isEmpty()) {
            return true;
        }
        return uids.contains(uid) || pids.contains(pid) || peerGids.stream().anyMatch(gids::contains);
    }
}
