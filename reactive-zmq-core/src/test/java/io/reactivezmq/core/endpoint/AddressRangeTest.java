package io.reactivezmq.core.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ZMQ_TCP_ACCEPT_FILTER: addresses in CIDR notation")
class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.0/8, 127.255.0.1, true",
        "127.0.0.0/8, 128.0.0.1, false",
        "10.1.2.3/8, 10.200.0.1, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "::/0, 127.0.0.1, false",
        "fe80::/10, fe80::1, true",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "::1/128, ::2, false"})
    void an_address_is_in_the_range_when_the_leading_bits_agree(String range, String address, boolean contained)
            throws UnknownHostException {
        assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":1000:1000:77", "1.2.3", "1.2.3.4/8"})
    @DisplayName("a Peer-Address that is no IP address, such as that of ipc, is in no range")
    void text_that_is_no_address_is_in_no_range(String text) {
        assertThat(AddressRange.parse("0.0.0.0/0").contains(text)).isFalse();
        assertThat(AddressRange.parse("::/0").contains(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/33", "::/129", "1.2.3.4/08x", "1.2.3", "1.2.3.256",
        "a.example", "localhost/8", "1.2.3.4/8/8", ":::", "12345::", "1.2.3.4/99999999999", " 1.2.3.4"})
    @DisplayName("test_tcp_accept_filter.cpp: EINVAL for what is no such range")
    void what_is_no_range_is_refused(String text) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> AddressRange.parse(text))
                .withMessageContaining("address range").withMessageContaining(text)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EINVAL));
    }

    @Test
    void a_range_is_a_value() {
        assertThat(AddressRange.parse("10.0.0.0/8")).isEqualTo(AddressRange.parse("10.0.0.0/8")).hasToString("10.0.0.0/8")
                .hasSameHashCodeAs(AddressRange.parse("10.0.0.0/8")).isNotEqualTo(AddressRange.parse("10.0.0.0/9"));
    }
}
