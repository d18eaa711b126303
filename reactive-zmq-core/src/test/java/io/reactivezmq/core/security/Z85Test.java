package io.reactivezmq.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 32, Z85")
class Z85Test {

    private static final byte[] TEST_VECTOR = HexFormat.of().parseHex("864FD26FB559F75B");

    @Test
    @DisplayName("As a test case, a frame containing these 8 bytes ... SHALL encode as the following 10 characters: HelloWorld")
    void theTestCaseOfTheRfc() {
        assertThat(Z85.encode(TEST_VECTOR)).isEqualTo("HelloWorld");
        assertThat(Z85.decode("HelloWorld")).isEqualTo(TEST_VECTOR);
    }

    @ParameterizedTest
    @DisplayName("an implementation SHALL generate the Z85 encoding from the most significant digit to the least")
    @CsvSource({"00000000,00000", "00000001,00001", "00000055,00010", "FFFFFFFF,%nSc0", "80000000,Fb/MH"})
    void singleGroups(String hex, String text) {
        assertThat(Z85.encode(HexFormat.of().parseHex(hex))).isEqualTo(text);
        assertThat(Z85.decode(text)).isEqualTo(HexFormat.of().parseHex(hex));
    }

    @Test
    void everythingComesBack() {
        Random random = new Random(32);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[4 * (1 + random.nextInt(12))];
            random.nextBytes(bytes);
            assertThat(Z85.decode(Z85.encode(bytes))).isEqualTo(bytes);
        }
        assertThat(Z85.encode(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("The binary frame SHALL have a length that is divisible by 4 with no remainder")
    @ValueSource(ints = {1, 3, 5, 31})
    void bytesThatFillNoGroupAreRefused(int size) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> Z85.encode(new byte[size]))
                .withMessageContaining(size + " bytes").withMessageContaining("multiple of 4")
                .matches(refused -> refused.code() == ErrorCode.EINVAL);
    }

    @ParameterizedTest
    @DisplayName("The string frame SHALL have a length that is divisible by 5 with no remainder")
    @ValueSource(strings = {"", "0", "1234", "123456", "HelloWorl"})
    void textThatFillsNoGroupIsRefused(String text) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> Z85.decode(text))
                .withMessageContaining(text.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello World", "Hello\"orld", "Hello'orld", "Hello,orld", "Hello;orld", "Hello_orld", "Hello`orld",
        "Hello|orld", "Hello~orld", "Hello\\orld", "Hello\u007Forld", "Hello\u0130orld", "Hello\uFF10orld"})
    void aCharacterOutsideTheAlphabetIsRefusedByItsIndexAndNotQuoted(String text) {
        String ten = text.replace(" W", " ");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> Z85.decode(ten))
                .withMessageContaining("index 5").withMessageNotContaining("Hello");
    }

    @ParameterizedTest
    @DisplayName("five characters above FF FF FF FF are refused and not cut")
    @ValueSource(strings = {"%nSc1", "%nSd0", "#####", "$0000"})
    void aGroupThatOverflowsIsRefused(String group) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> Z85.decode("00000" + group))
                .withMessageContaining("from index 5");
    }
}
