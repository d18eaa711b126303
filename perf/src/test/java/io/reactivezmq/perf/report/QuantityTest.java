package io.reactivezmq.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"0,0.00", "7,7.00", "810,810", "999.6,1.00k", "45000,45.0k", "999499,999k", "999500,1.00M", "4500000,4.50M",
            "12345678,12.3M", "5e12,5000G"})
    void figuresHaveThreeDigitsAndAPrefix(double value, String text) {
        assertThat(Quantity.decimal(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "20,20", "100,100", "1000,1k", "2500000,2.5M", "10000000,10M", "1050000,1.05M"})
    void roundFiguresHaveNoZerosThatSayNothing(double value, String text) {
        assertThat(Quantity.round(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1,1 B", "64,64 B", "1000,1000 B", "1024,1 KiB", "1536,1536 B", "32768,32 KiB", "1048576,1 MiB"})
    void sizesAreWrittenInBinaryUnitsWhereTheyAreWhole(int size, String text) {
        assertThat(Quantity.bytes(size)).isEqualTo(text);
    }
}
