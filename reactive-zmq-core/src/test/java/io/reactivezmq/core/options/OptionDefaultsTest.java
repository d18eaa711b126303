package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OptionDefaultsTest {

    @Test
    @DisplayName("ZMQ_SNDHWM 1000, ZMQ_RCVHWM 1000; bounds in bytes besides")
    void queues_are_bounded_in_messages_and_in_bytes() {
        QueueOptions queues = SocketOptions.defaults().queues();

        assertThat(queues.sendHighWaterMark()).isEqualTo(1000);
        assertThat(queues.receiveHighWaterMark()).isEqualTo(1000);
        assertThat(queues.sendHighWaterMarkBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(queues.receiveHighWaterMarkBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(queues.departedHighWaterMark()).isEqualTo(100_000);
        assertThat(queues.departedHighWaterMarkBytes()).isEqualTo(256 * 1024 * 1024);
        assertThat(queues.maxPendingSends()).isEqualTo(10_000);
        assertThat(queues.batchSize()).isEqualTo(65_536);
    }

    @Test
    void everything_a_peer_may_ask_for_is_limited() {
        LimitOptions limits = SocketOptions.defaults().limits();

        assertThat(limits.maxMessageSize()).isEqualTo(256 * 1024 * 1024);
        assertThat(limits.maxFrames()).isEqualTo(8192);
        assertThat(limits.maxHandshakeCommandSize()).isEqualTo(65_536);
        assertThat(limits.maxMetadataProperties()).isEqualTo(64);
        assertThat(limits.maxTopicSize()).isEqualTo(8192);
        assertThat(limits.maxSubscriptionsPerPeer()).isEqualTo(100_000);
        assertThat(limits.idleMidMessageTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.maxPendingHandshakes()).isEqualTo(4096);
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL 100 ms; ZMQ_RECONNECT_IVL_MAX 30 s instead of 0")
    void reconnection_backs_off_up_to_half_a_minute() {
        ReconnectPolicy reconnect = SocketOptions.defaults().reconnect();

        assertThat(reconnect.interval()).isEqualTo(Duration.ofMillis(100));
        assertThat(reconnect.maxInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reconnect.jitter()).isEqualTo(0.5);
        assertThat(reconnect.enabled()).isTrue();
    }

    @Test
    @DisplayName("ZMQ_IPV6 0, ZMQ_BACKLOG 100, ZMQ_CONNECT_TIMEOUT 10 s instead of 0, ZMQ_SNDBUF and ZMQ_RCVBUF untouched")
    void tcp_is_as_libzmq_has_it() {
        TcpOptions tcp = SocketOptions.defaults().tcp();

        assertThat(tcp.noDelay()).isTrue();
        assertThat(tcp.ipv6()).isFalse();
        assertThat(tcp.backlog()).isEqualTo(100);
        assertThat(tcp.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(tcp.sendBuffer()).isZero();
        assertThat(tcp.receiveBuffer()).isZero();
    }

    @Test
    @DisplayName("ZMQ_IPC_FILTER_UID, _GID and _PID: all empty, which admits everybody")
    void ipc_filters_nobody_out() {
        IpcOptions ipc = SocketOptions.defaults().ipc();

        assertThat(ipc.filterUids()).isEmpty();
        assertThat(ipc.filterGids()).isEmpty();
        assertThat(ipc.filterPids()).isEmpty();
    }

    @Test
    @DisplayName("ZMQ_LINGER 1 s instead of for ever, ZMQ_HANDSHAKE_IVL 30 s, ZMQ_ROUTING_ID empty")
    void closing_and_handshakes_end() {
        SocketOptions options = SocketOptions.defaults();

        assertThat(options.linger()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.handshakeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.routingId()).isEmpty();
    }

    @Test
    @DisplayName("ZMQ_TCP_KEEPALIVE*, ZMQ_TOS, ZMQ_PRIORITY, ZMQ_BUSY_POLL, ZMQ_BINDTODEVICE, ZMQ_TCP_MAXRT: left to the system")
    void nothing_else_is_asked_of_the_operating_system() {
        TcpOptions tcp = SocketOptions.defaults().tcp();

        assertThat(tcp.keepAlive().enabled()).isFalse();
        assertThat(List.of(tcp.keepAlive().idle(), tcp.keepAlive().interval(), tcp.maxRetransmission(), tcp.kernelBusyPoll()))
                .containsOnly(Duration.ZERO);
        assertThat(List.of(tcp.keepAlive().count(), tcp.typeOfService(), tcp.priority(), tcp.zeroCopyThreshold()))
                .containsOnly(0);
        assertThat(tcp.bindToDevice()).isEmpty();
        assertThat(tcp.cork()).isFalse();
        assertThat(tcp.acceptFrom()).isEmpty();
        assertThat(tcp.socksProxy()).isEmpty();
    }

    @Test
    @DisplayName("ZMQ_IMMEDIATE 0, ZMQ_CONFLATE 0, ZMQ_RECONNECT_STOP 0, ZMQ_ROUTER_HANDOVER 0, "
            + "no hello, hiccup, disconnect or welcome message")
    void queues_wait_for_peers_and_nothing_is_said_unasked() {
        SocketOptions options = SocketOptions.defaults();

        assertThat(options.immediate()).isFalse();
        assertThat(options.name()).isEmpty();
        assertThat(options.queues().conflate()).isFalse();
        assertThat(options.reconnect().stopOn()).isEmpty();
        assertThat(options.routing().handover()).isEqualTo(Handover.REFUSE);
        assertThat(options.routing().helloMessage()).isEmpty();
        assertThat(options.routing().hiccupMessage()).isEmpty();
        assertThat(options.routing().disconnectMessage()).isEmpty();
        assertThat(options.pubSub().welcomeMessage()).isEmpty();
    }

    @Test
    @DisplayName("ZMQ_IN_BATCH_SIZE, ZMQ_OUT_BATCH_SIZE: presets for the two ends of the scale")
    void presets_change_the_sizes_of_reads_and_writes_only() {
        QueueOptions defaults = SocketOptions.defaults().queues();
        QueueOptions latency = defaults.mutate(QueueOptions.Builder::forLatency);
        QueueOptions throughput = defaults.mutate(QueueOptions.Builder::forThroughput);

        assertThat(latency.batchSize()).isLessThan(defaults.batchSize()).isLessThan(latency.readSize());
        assertThat(latency.readSize()).isLessThan(defaults.readSize());
        assertThat(throughput.batchSize()).isGreaterThan(defaults.batchSize());
        assertThat(throughput.readSize()).isGreaterThan(defaults.readSize());
        assertThat(throughput.mutate(changes -> changes.batchSize(defaults.batchSize()).readSize(defaults.readSize())))
                .isEqualTo(defaults);
    }

    @Test
    @DisplayName("ZMTP 2.0 is served, ZMTP 1.0 'only when enabled by an option'; ZMQ_METADATA is empty")
    void old_peers_are_served_as_far_as_they_can_be_told_from_strangers() {
        ProtocolOptions protocol = SocketOptions.defaults().protocol();

        assertThat(protocol.allowZmtp2()).isTrue();
        assertThat(protocol.allowZmtp1()).isFalse();
        assertThat(protocol.metadata()).isEmpty();
    }
}
