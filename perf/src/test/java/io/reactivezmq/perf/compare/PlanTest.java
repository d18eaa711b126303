package io.reactivezmq.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.SenderKind;
import io.reactivezmq.perf.worker.WorkerSettings.Reactive;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final JavaContender epoll = ours(IoChoice.EPOLL);
    private final JavaContender nio = ours(IoChoice.NIO);
    private final Contender libzmq = new LibzmqContender(LibzmqProgram.withSystemCompiler(Map.of()));
    private final Contender jeromq = JavaContender.jeromq(List.of());
    private final Set<String> notes = new LinkedHashSet<>();

    @Test
    void everybodyWhoCanTakesPart() {
        List<Plan> plans = Plan.of(job("push-pull", Transport.TCP), List.of(epoll, nio), List.of(libzmq, jeromq), notes);

        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.peers()).containsExactly(libzmq, jeromq);
            assertThat(plan.measurements(5)).isEqualTo(20);
        });
        assertThat(notes).isEmpty();
    }

    @Test
    void jeromqIsLeftOutOfIpcAndTheReasonIsTold() {
        List<Plan> plans = Plan.of(job("req-rep", Transport.IPC), List.of(nio), List.of(libzmq, jeromq), notes);

        assertThat(plans).singleElement().satisfies(plan -> assertThat(plan.peers()).containsExactly(libzmq));
        assertThat(notes).singleElement().asString().startsWith("req-rep over ipc without jeromq: JeroMQ has no ipc");
    }

    @Test
    void jeromqIsLeftOutOfACaseThatItCannotDoAndTheReasonIsTold() {
        List<Plan> plans = Plan.of(job("curve-handshakes", Transport.TCP), List.of(nio), List.of(libzmq, jeromq), notes);

        assertThat(plans).singleElement().satisfies(plan -> assertThat(plan.peers()).containsExactly(libzmq));
        assertThat(notes).singleElement().asString().startsWith("curve-handshakes over tcp without jeromq: JeroMQ's monitor");
    }

    @Test
    void aCaseOfOursAloneIsComparedWithItsBaseline() {
        Job job = job("slow-subscriber", Transport.TCP);

        List<Plan> plans = Plan.of(job, List.of(epoll, nio), List.of(libzmq), notes);

        assertThat(plans).hasSize(2).allSatisfy(plan -> assertThat(plan.peers()).singleElement()
                .satisfies(peer -> {
                    assertThat(peer.label()).isEqualTo("without");
                    assertThat(peer.command(Role.SEND, job, "tcp://x:1"))
                            .containsSequence("--case", "without-slow-subscriber");
                }));
    }

    @Test
    void onlyTheReceiverOfManyConnectionsTouchesItsHeapBeforehand() {
        Job job = job("many", Transport.TCP);

        assertThat(nio.command(Role.RECEIVE, job, "tcp://x:1")).contains("-XX:+AlwaysPreTouch");
        assertThat(nio.command(Role.SEND, job, "tcp://x:1")).doesNotContain("-XX:+AlwaysPreTouch");
        assertThat(job).hasToString("many tcp 8 connections");
    }

    private static Job job(String name, Transport transport) {
        return new Job(PerfCases.named(name), transport, 64, 8, new Timing(Duration.ZERO, Duration.ofMillis(1)));
    }

    private static JavaContender ours(IoChoice io) {
        return JavaContender.ours(new Reactive(io, SenderKind.PUBLISHER, Duration.ZERO), List.of());
    }
}
