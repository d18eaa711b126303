package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.PerfCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who is measured at what: a job, and who can do it.
 *
 * @param job   the work
 * @param ours  our side, once for every I/O transport
 * @param peers whom to compare with
 */
public record Plan(Job job, List<JavaContender> ours, List<Contender> peers) {

    public Plan {
        ours = List.copyOf(ours);
        peers = List.copyOf(peers);
    }

    /**
     * The plans for a job. Peers that cannot do it are left out and told of; a case with a baseline of its own is compared with
     * that, each I/O transport by itself.
     *
     * @param notes takes the reasons why peers are left out
     * @return none when there is nobody to compare with
     */
    public static List<Plan> of(Job job, List<JavaContender> ours, List<Contender> peers, Set<String> notes) {
        if (job.perfCase().baseline().isPresent()) {
            PerfCase baseline = job.perfCase().baseline().get();
            return ours.stream().map(our -> new Plan(job, List.of(our), List.of(our.at(baseline)))).toList();
        }
        List<Contender> able = new ArrayList<>();
        for (Contender peer : peers) {
            peer.lacks(job).ifPresentOrElse(reason -> notes.add(job.perfCase().name() + " over " + job.transport() + " without "
                    + peer.label() + ": " + reason),
                    () -> able.add(peer));
        }
        return able.isEmpty() ? List.of() : List.of(new Plan(job, ours, able));
    }

    /** How many measurements that is, each contender taking its turn so many times. */
    public int measurements(int runs) {
        return (ours.size() + peers.size()) * runs;
    }
}
