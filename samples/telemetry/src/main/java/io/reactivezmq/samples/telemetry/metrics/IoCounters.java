package io.reactivezmq.samples.telemetry.metrics;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Bytes that went in and out of a group of devices since boot.
 *
 * @param in received, or read
 * @param out sent, or written
 */
record IoCounters(long in, long out) {

    /** Whole disks only: partitions and device-mapper volumes would count the same bytes again. */
    private static final Pattern DISK = Pattern.compile("(sd|vd|xvd|hd)[a-z]+|nvme\\d+n\\d+|mmcblk\\d+");

    private static final int SECTOR_BYTES = 512;

    /** What /proc/net/dev says about all interfaces but the loopback one. */
    static IoCounters network(List<String> procNetDev) {
        return interfaces(procNetDev, false);
    }

    /** What /proc/net/dev says about the loopback interface. */
    static IoCounters loopback(List<String> procNetDev) {
        return interfaces(procNetDev, true);
    }

    private static IoCounters interfaces(List<String> procNetDev, boolean loopback) {
        long received = 0;
        long sent = 0;
        for (String line : procNetDev) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).trim().equals("lo") == loopback) {
                String[] fields = line.substring(colon + 1).trim().split("\\s+");
                received += Long.parseLong(fields[0]);
                sent += Long.parseLong(fields[8]);
            }
        }
        return new IoCounters(received, sent);
    }

    /** What /proc/diskstats says; its sectors have 512 bytes whatever the disk's own are. */
    static IoCounters disks(List<String> procDiskStats) {
        long read = 0;
        long written = 0;
        for (String line : procDiskStats) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length > 9 && DISK.matcher(fields[2]).matches()) {
                read += Long.parseLong(fields[5]) * SECTOR_BYTES;
                written += Long.parseLong(fields[9]) * SECTOR_BYTES;
            }
        }
        return new IoCounters(read, written);
    }
}
