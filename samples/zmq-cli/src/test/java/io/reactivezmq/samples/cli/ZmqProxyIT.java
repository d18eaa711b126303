package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The proxy as a process: what it is told over its control socket, and what it says of messages that are left. */
class ZmqProxyIT {

    private static final String PIPELINE = "proxy --stats --linger 200ms --frontend pull:tcp://127.0.0.1:* "
            + "--backend push:tcp://127.0.0.1:* --control rep:tcp://127.0.0.1:*";

    /** Each command is answered before the next one. */
    private static void tell(String control, String... commands) throws IOException, InterruptedException {
        try (ZmqProcess req = ZmqProcess.start("req --connect", control)) {
            req.input(commands).endOfInput();
            assertThat(req.status()).isZero();
        }
    }

    private static void push(String frontend, String... lines) throws IOException, InterruptedException {
        try (ZmqProcess push = ZmqProcess.start("push --connect", frontend)) {
            push.input(lines).endOfInput();
            assertThat(push.status()).isZero();
        }
    }

    @Test
    @DisplayName("PAUSE lets nothing through, RESUME all that has come; --stats tells of both sides, and the end is 0")
    void a_pause_loses_nothing() throws IOException, InterruptedException {
        try (ZmqProcess proxy = ZmqProcess.start(PIPELINE)) {
            String control = proxy.bound();
            String frontend = proxy.bound();
            try (ZmqProcess pull = ZmqProcess.start("pull --count 3 --connect", proxy.bound())) {
                tell(control, "PAUSE");
                push(frontend, "a", "b", "c");
                proxy.message("sent 0 msg/s .* total 0, received .* total 3, ");
                tell(control, "RESUME");

                assertThat(pull.lines()).containsExactly("a", "b", "c");
                assertThat(pull.status()).isZero();
            }
            tell(control, "TERMINATE");

            assertThat(proxy.status()).isZero();
            assertThat(proxy.errors()).contains("--frontend: sent 0 messages (0.0 MB), received 3 messages",
                    "--backend: sent 3 messages").doesNotContain("not delivered");
        }
    }

    @Test
    @DisplayName("TERMINATE with messages left: status 1, and how many they are")
    void what_is_left_is_told() throws IOException, InterruptedException {
        try (ZmqProcess proxy = ZmqProcess.start(PIPELINE)) {
            String control = proxy.bound();
            String frontend = proxy.bound();
            tell(control, "PAUSE");
            push(frontend, "a", "b", "c");
            proxy.message("sent .* received .* total 3, ");
            tell(control, "TERMINATE");

            assertThat(proxy.status()).isOne();
            assertThat(proxy.errors()).contains("--frontend: 3 messages not delivered: received, and not passed on");
        }
    }

    @Test
    @DisplayName("SIGTERM with messages that no peer of the backend is there for: status 143, and how many they are")
    void a_signal_tells_what_is_left() throws IOException, InterruptedException {
        try (ZmqProcess proxy = ZmqProcess.start(PIPELINE)) {
            proxy.bound();
            push(proxy.bound(), "a", "b", "c");
            proxy.message("sent .* received .* total 3, ");
            proxy.terminate();

            assertThat(proxy.status()).isEqualTo(143);
            assertThat(proxy.errors()).contains("--frontend: 3 messages not delivered: received, and not passed on");
        }
    }
}
