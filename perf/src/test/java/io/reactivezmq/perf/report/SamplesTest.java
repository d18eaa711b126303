package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        Samples samples = new Samples(List.of(9.0, 1.0, 5.0, 100.0, 4.0));

        assertThat(samples.median()).isEqualTo(5);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(100);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(new Samples(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
    }

    @Test
    void theRunsKeepTheirOrder() {
        assertThat(new Samples(List.of(3.0, 1.0, 2.0)).runs()).containsExactly(3.0, 1.0, 2.0);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
