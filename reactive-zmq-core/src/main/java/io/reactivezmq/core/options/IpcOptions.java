package io.reactivezmq.core.options;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect to what is bound with ipc. One hit in any of the three sets admits a peer; three empty sets, the default,
 * admit everybody whom the permissions of the file admit. A peer that is not admitted is disconnected, which
 * {@link io.reactivezmq.core.event.AcceptFailed} tells. Filters need peer credentials (SO_PEERCRED): bind fails where the
 * I/O does not have them, as NIO.
 */
public final class IpcOptions {

    private static final IpcOptions DEFAULTS = builder().build();

    private final Set<Long> filterUids;
    private final Set<Long> filterGids;
    private final Set<Long> filterPids;

    private IpcOptions(Builder builder) {
        this.filterUids = builder.filterUids;
        this.filterGids = builder.filterGids;
        this.filterPids = builder.filterPids;
    }

    /** The defaults. */
    public static IpcOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these values. */
    public Builder mutate() {
        return new Builder(this);
    }

    /** These values with some of them changed. */
    public IpcOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** {@code ZMQ_IPC_FILTER_UID}: ids of users that may connect. Default empty. */
    public Set<Long> filterUids() {
        return filterUids;
    }

    /**
     * {@code ZMQ_IPC_FILTER_GID}: ids of groups that may connect: processes with one of them as their group, and users that
     * {@code /etc/group} lists as members at the time of bind. Default empty.
     */
    public Set<Long> filterGids() {
        return filterGids;
    }

    /** {@code ZMQ_IPC_FILTER_PID}: ids of processes that may connect. Default empty. */
    public Set<Long> filterPids() {
        return filterPids;
    }

    private List<Object> values() {
        return List.of(filterUids, filterGids, filterPids);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpcOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "IpcOptions[filterUids=" + filterUids
                + ", filterGids=" + filterGids
                + ", filterPids=" + filterPids + "]";
    }

    /**
     * Builds {@link IpcOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value
     * outside its range. Sets are copied.
     */
    public static final class Builder {

        /** Ids of users and groups are 32 bits without a sign; the last one stands for none. */
        private static final long MAX_ID = 0xFFFF_FFFEL;

        private Set<Long> filterUids = Set.of();
        private Set<Long> filterGids = Set.of();
        private Set<Long> filterPids = Set.of();

        private Builder() {
        }

        private Builder(IpcOptions options) {
            this.filterUids = options.filterUids;
            this.filterGids = options.filterGids;
            this.filterPids = options.filterPids;
        }

        /** Sets {@link IpcOptions#filterUids()}: each 0 to 4294967294; empty leaves it to the other filters. */
        public Builder filterUids(Set<Long> uids) {
            this.filterUids = ids("ipc.filterUids", uids, 0, MAX_ID);
            return this;
        }

        /** Sets {@link IpcOptions#filterUids()} to these. */
        public Builder filterUids(long... uids) {
            return filterUids(setOf(uids));
        }

        /** Sets {@link IpcOptions#filterGids()}: each 0 to 4294967294; empty leaves it to the other filters. */
        public Builder filterGids(Set<Long> gids) {
            this.filterGids = ids("ipc.filterGids", gids, 0, MAX_ID);
            return this;
        }

        /** Sets {@link IpcOptions#filterGids()} to these. */
        public Builder filterGids(long... gids) {
            return filterGids(setOf(gids));
        }

        /** Sets {@link IpcOptions#filterPids()}: each 1 to 2147483647; empty leaves it to the other filters. */
        public Builder filterPids(Set<Long> pids) {
            this.filterPids = ids("ipc.filterPids", pids, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link IpcOptions#filterPids()} to these. */
        public Builder filterPids(long... pids) {
            return filterPids(setOf(pids));
        }

        private static Set<Long> setOf(long... ids) {
            return Arrays.stream(ids).boxed().collect(Collectors.toSet());
        }

        private static Set<Long> ids(String option, Set<Long> ids, long min, long max) {
            ids.forEach(id -> OptionRange.require(option, (long) id, min, max));
            // sorted, so that equal options have equal texts
            return Collections.unmodifiableSet(new TreeSet<>(ids));
        }

        /** The options with these values. The builder may be used further. */
        public IpcOptions build() {
            return new IpcOptions(this);
        }
    }
}
