package io.reactivezmq.samples.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {

    private final Rates rates = new Rates();

    @Test
    void rateIsTheDifferenceInUnitsASecond() {
        rates.perSecond("rx", 1000, 5000);

        assertThat(rates.perSecond("rx", 1500, 5250)).isEqualTo(2000);
    }

    @Test
    void firstSampleHasNoRate() {
        assertThat(rates.perSecond("rx", 1000, 5000)).isNaN();
    }

    @Test
    void namesDoNotMix() {
        rates.perSecond("rx", 1000, 5000);

        assertThat(rates.perSecond("tx", 9000, 6000)).isNaN();
    }

    @Test
    void resetCounterHasNoRateAndCountsAnewAfterwards() {
        rates.perSecond("rx", 1000, 5000);

        assertThat(rates.perSecond("rx", 10, 6000)).isNaN();
        assertThat(rates.perSecond("rx", 30, 7000)).isEqualTo(20);
    }

    @Test
    void clockThatStandsStillOrGoesBackHasNoRate() {
        rates.perSecond("rx", 1000, 5000);

        assertThat(rates.perSecond("rx", 2000, 5000)).isNaN();
        assertThat(rates.perSecond("rx", 3000, 4000)).isNaN();
    }
}
