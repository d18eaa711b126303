package io.reactivezmq.codec.test;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void hexTakesDigitsTextAndRepetition() {
        assertThat(Hex.bytes("FF 00*3 7f", "0102 'AB'*2")).containsExactly(0xFF, 0, 0, 0, 0x7F, 1, 2, 'A', 'B', 'A', 'B');
        assertThat(Hex.bytes("")).isEmpty();
    }

    @Test
    void hexSaysWhereItIsWrong() {
        assertThatThrownBy(() -> Hex.bytes("00 0")).hasMessageContaining("character 3");
        assertThatThrownBy(() -> Hex.bytes("xx")).hasMessageContaining("character 0");
    }

    @Test
    void aDifferenceIsShownWithItsOffsetAndBothSides() {
        assertThatThrownBy(() -> assertThatBytes(Hex.bytes("00*17 01")).isExactly("00*17 02"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("offset 17")
                .hasMessageContaining("  0010  00 01 ")
                .hasMessageContaining("  0010  00 02 ");
    }

    @Test
    void aShortInputIsSplitInEveryWayOnce() {
        Set<String> seen = new HashSet<>();
        List<String> all = new ArrayList<>();
        Fragmenter.forEachSplit(Hex.bytes("01 02 03 04"), fragments -> {
            String text = fragments.stream().map(Hex::of).toList().toString();
            seen.add(text);
            all.add(text);
            assertThatBytes(Hex.join(fragments.toArray(byte[][]::new))).isExactly("01 02 03 04");
        });
        assertThat(all).hasSize(8).hasSameSizeAs(seen);
    }

    @Test
    void aLongInputIsSplitAtOneAndAtTwoPlacesAndIntoBytes() {
        List<Integer> sizes = new ArrayList<>();
        Fragmenter.forEachSplit(new byte[20], fragments -> sizes.add(fragments.size()));
        assertThat(sizes).filteredOn(size -> size == 2).hasSize(19);
        assertThat(sizes).filteredOn(size -> size == 3).hasSize(19 * 18 / 2);
        assertThat(sizes).contains(1, 20).hasSize(19 + 19 * 9 + 2);
    }
}
