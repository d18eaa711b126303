package io.reactivezmq.samples.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IoCountersTest {

    private static final List<String> NET_DEV = List.of(
            "Inter-|   Receive                                                |  Transmit",
            " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls",
            "    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0",
            "  eth0: 309738493    9633    0    0    0     0          0         0  1097760    7604    0    0    0     0",
            "wlan0:7 1 0 0 0 0 0 0 40 2 0 0 0 0");

    private static final List<String> DISK_STATS = List.of(
            "   7       0 loop0 5 0 100 0 5 0 100 0 0 0 0",
            " 254       0 vda 39533 9054 2000 10654 24163 12480 1000 6731 0 7908 18012",
            " 254       1 vda1 39533 9054 1999 10654 24163 12480 999 6731 0 7908 18012",
            " 259       0 nvme0n1 1 0 10 0 1 0 20 0 0 0 0",
            " 259       1 nvme0n1p1 1 0 10 0 1 0 20 0 0 0 0",
            " 253       0 dm-0 1 0 10 0 1 0 20 0 0 0 0");

    @Test
    void networkIsTheSumOfAllInterfacesButLoopback() {
        assertThat(IoCounters.network(NET_DEV)).isEqualTo(new IoCounters(309738500, 1097800));
    }

    @Test
    void loopbackIsCountedByItself() {
        assertThat(IoCounters.loopback(NET_DEV)).isEqualTo(new IoCounters(3193, 3193));
    }

    @Test
    @DisplayName("iostats: sectors of 512 bytes, whatever the disk's sector size; partitions repeat their disk")
    void disksAreTheSumOfWholeDisksInBytes() {
        assertThat(IoCounters.disks(DISK_STATS)).isEqualTo(new IoCounters(2010 * 512, 1020 * 512));
    }

    @Test
    void nothingIsZero() {
        assertThat(IoCounters.network(List.of())).isEqualTo(new IoCounters(0, 0));
        assertThat(IoCounters.disks(List.of(""))).isEqualTo(new IoCounters(0, 0));
    }
}
