package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerLineTest {

    @Test
    void whatIsWrittenIsRead() {
        WorkerLine line = new WorkerLine(WorkerLine.READY, Map.of("endpoint", "tcp://127.0.0.1:4711", "io", "epoll"));

        assertThat(line).hasToString("ready endpoint=tcp://127.0.0.1:4711 io=epoll");
        assertThat(WorkerLine.parse(line.toString())).contains(line);
    }

    @Test
    void theLineOfTheCProgramIsRead() {
        assertThat(WorkerLine.parse("result value=4141297.380 unit=msg/s"))
                .hasValueSatisfying(line -> assertThat(line.require("value")).isEqualTo("4141297.380"));
    }

    @Test
    void aResultMayHaveMoreFigures() {
        assertThat(Results.of(30, "us", Map.of("p99", 90.5))).hasToString("result p99=90.500 unit=us value=30.000");
    }

    @Test
    void otherOutputIsNoLine() {
        assertThat(WorkerLine.parse("")).isEmpty();
        assertThat(WorkerLine.parse("OpenJDK 64-Bit Server VM warning: sharing is off")).isEmpty();
        assertThat(WorkerLine.parse("ready or not")).isEmpty();
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        WorkerLine line = new WorkerLine(WorkerLine.RESULT, Map.of("unit", "msg/s"));

        assertThatThrownBy(() -> line.require("value")).hasMessageContaining("lacks value");
    }
}
