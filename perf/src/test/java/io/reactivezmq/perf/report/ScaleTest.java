package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void aLinearAxisStandsOnZero() {
        Scale scale = Scale.of(List.of(samples(50), samples(100)), 110);

        assertThat(scale.logarithmic()).isFalse();
        assertThat(scale.height(0)).isZero();
        assertThat(scale.height(50)).isCloseTo(50, offset(1e-9));
        assertThat(scale.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    }

    @Test
    void onALogarithmicAxisDecadesAreEquallyHigh() {
        Scale scale = Scale.of(List.of(samples(13_000), samples(9_000_000)), 200);

        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks()).containsExactly(1e3, 1e4, 1e5, 1e6, 1e7);
        assertThat(scale.height(1e5) - scale.height(1e4))
                .isCloseTo(scale.height(1e4) - scale.height(1e3), offset(1e-9));
    }

    @Test
    void noBarLeavesTheAxis() {
        Scale scale = Scale.of(List.of(samples(100)), 200);

        assertThat(scale.height(1e9)).isEqualTo(200);
        assertThat(scale.height(-1)).isZero();
    }

    private static Samples samples(double value) {
        return new Samples(List.of(value));
    }
}
