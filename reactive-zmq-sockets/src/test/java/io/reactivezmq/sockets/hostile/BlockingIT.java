package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BlockingIT {

    /** Since JDK 13 the JVM lets an agent wrap a method only so. */
    private static final List<String> WATCHED =
            List.of("-XX:+AllowRedefinitionToAddDeleteMethods", "-XX:+EnableDynamicAgentLoading");

    @Test
    @DisplayName("H20: BlockHound test shows that we never block, neither on an event loop nor on the caller's parallel() thread")
    void nothingBlocks() {
        try (JavaProcess victim = new JavaProcess(List.of(), WATCHED, BlockingVictim.class,
                "tcp://127.0.0.1:*", "tcp://localhost:*", "ipc://*", "inproc://here")) {
            victim.await("over");
            assertThat(victim.await("control")).as("a call that blocks is seen").contains("Thread.sleep");
            assertThat(victim.output()).as("blocking calls").doesNotContain("blocking call ");
        }
    }
}
