package io.reactivezmq.samples.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations and counts as they are written on a command line. */
final class Numbers {

    private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
    /** The longest that the library's options take. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Numbers() {
    }

    /** {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1.5h}, {@code PT1.5S}; a number without unit is refused. */
    static Duration duration(String text) {
        Matcher matcher = WITH_UNIT.matcher(text);
        Duration duration;
        if (matcher.matches()) {
            duration = Duration.ofNanos(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit(matcher.group(2)).toNanos(1)))
                    .setScale(0, RoundingMode.HALF_UP).longValueExact());
        } else {
            duration = iso(text);
        }
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text + "' is not between 0s and 596h");
        }
        return duration;
    }

    private static TimeUnit unit(String name) {
        return switch (name) {
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            default -> TimeUnit.HOURS;
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            String advice = "write 500ms, 2s, 1m or PT1.5S";
            throw new TypeConversionException(text.matches("\\d+(\\.\\d+)?") ? "'" + text + "' has no unit: " + advice
                    : "'" + text + "' is no duration: " + advice);
        }
    }

    /** As {@link Numbers#duration}, more than nothing. */
    static final class Positive implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            Duration duration = duration(text);
            if (duration.toMillis() == 0) {
                throw new TypeConversionException("'" + text + "' is too short: it is 1ms or more");
            }
            return duration;
        }
    }

    /** A whole number of 1 or more. */
    static final class Count implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            if (text.matches("\\d{1,18}") && Long.parseLong(text) > 0) {
                return Long.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is no number of 1 or more");
        }
    }

    /** Messages a second, of which there may be less than one. */
    static final class Rate implements ITypeConverter<Double> {

        private static final double FASTEST = 1e9;

        @Override
        public Double convert(String text) {
            if (text.matches("\\d{1,10}(\\.\\d{1,9})?")) {
                double rate = Double.parseDouble(text);
                if (rate > 0 && rate <= FASTEST) {
                    return rate;
                }
            }
            throw new TypeConversionException("'" + text + "' is no number of messages a second, such as 1000 or 0.5");
        }
    }
}
