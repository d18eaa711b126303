package io.reactivezmq.perf.report;

import java.util.Locale;

/** Figures as people read them. */
public final class Quantity {

    private static final String[] PREFIXES = {"", "k", "M", "G"};

    private Quantity() {
    }

    /** Three significant digits and a decimal prefix: {@code 4.50M}, {@code 45.0k}, {@code 810}. */
    public static String decimal(double value) {
        int prefix = 0;
        double scaled = value;
        while (scaled >= 999.5 && prefix < PREFIXES.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        int decimals = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + PREFIXES[prefix];
    }

    /** The same for a round number, without the zeros that say nothing: {@code 10M}, {@code 0}. */
    static String round(double value) {
        return decimal(value).replaceFirst("\\.0+(?=\\D|$)", "").replaceFirst("(\\.\\d*?[1-9])0+", "$1");
    }

    /** A size: {@code 64 B}, {@code 32 KiB}, {@code 1 MiB}; bytes where it is not a whole multiple. */
    public static String bytes(int size) {
        if (size >= 1 << 20 && size % (1 << 20) == 0) {
            return (size >> 20) + " MiB";
        }
        return size >= 1024 && size % 1024 == 0 ? size / 1024 + " KiB" : size + " B";
    }
}
