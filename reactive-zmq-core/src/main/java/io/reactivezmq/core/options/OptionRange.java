package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import java.time.Duration;

/** The range checks of all setters, so that all say the same: option, value, legal range. */
final class OptionRange {

    /** libzmq has its times in an int of milliseconds; the same bound keeps all arithmetic with them from overflowing. */
    static final Duration MAX_DURATION = Duration.ofMillis(Integer.MAX_VALUE);

    static final Duration ONE_MILLISECOND = Duration.ofMillis(1);

    private OptionRange() {
    }

    static int require(String option, int value, int min, int max) {
        require(option, (long) value, min, max);
        return value;
    }

    static long require(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ZmqOptionException(option, Long.toString(value), min + " to " + max);
        }
        return value;
    }

    static double require(String option, double value, double min, double max) {
        if (!(value >= min && value <= max)) { // written so that NaN fails
            throw new ZmqOptionException(option, Double.toString(value), min + " to " + max);
        }
        return value;
    }

    static Duration require(String option, Duration value, Duration min) {
        return require(option, value, min, MAX_DURATION);
    }

    static Duration require(String option, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new ZmqOptionException(option, value.toString(), min.toMillis() + " to " + max.toMillis() + " ms");
        }
        return value;
    }

    /** The name of a network device: shorter than the kernel's IFNAMSIZ. */
    static String requireDevice(String option, String name) {
        if (name.length() >= 16 || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/')) {
            throw new ZmqOptionException(option, '"' + name + '"', "up to 15 letters and digits");
        }
        return name;
    }
}
