package io.reactivezmq.core.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpEndpointTest {

    @DisplayName("To connect, a port is 1 to 65535 and a host is not *")
    @ParameterizedTest(name = "{0} is wrong at {1}")
    @CsvSource({
        "tcp://*:5555,          6",
        "tcp://*:*,             6",
        "tcp://*:0;*:5555,      10",
        "tcp://127.0.0.1:0,     16",
        "tcp://127.0.0.1:*,     16",
        "tcp://src:1;host:0,    17",
    })
    void wildcards_are_not_to_connect_to(String text, int index) {
        Endpoint endpoint = Endpoint.parse(text);

        ZmqEndpointException failure =
                catchThrowableOfType(ZmqEndpointException.class, endpoint::requireConnectable);

        assertThat(failure.code()).isEqualTo(ErrorCode.EINVAL);
        assertThat(failure.endpoint()).isEqualTo(endpoint.toString());
        assertThat(failure.index()).hasValue(index);
        assertThat(failure).hasMessageContaining("for bind only");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "tcp://127.0.0.1:1", "tcp://host:65535", "tcp://src:0;host:1", "tcp://*:0;host:1", "ipc:///tmp/a", "ipc://@a",
        "inproc://a", "inproc://*"})
    void an_address_with_a_port_is_to_connect_to(String text) {
        assertThatCode(Endpoint.parse(text)::requireConnectable).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://*:*", "tcp://eth0:5555", "tcp://[::1]:0", "ipc://*", "ipc:///tmp/a", "inproc://a"})
    void everything_without_a_source_is_to_bind(String text) {
        assertThatCode(Endpoint.parse(text)::requireBindable).doesNotThrowAnyException();
    }

    @Test
    void a_source_is_for_connect_only() {
        assertThatExceptionOfType(ZmqEndpointException.class)
                .isThrownBy(Endpoint.parse("tcp://src:0;host:5555")::requireBindable)
                .withMessageContaining("a source address is for connect only at index 6");
    }

    @Test
    void an_ipc_wildcard_is_for_bind_only() {
        assertThatExceptionOfType(ZmqEndpointException.class)
                .isThrownBy(new IpcEndpoint("*")::requireConnectable)
                .withMessageContaining("path * is for bind only at index 6");
    }

    @Test
    void the_port_that_was_chosen_replaces_the_wildcard() {
        TcpEndpoint wildcard = new TcpEndpoint("*", 0);

        assertThat(wildcard.isWildcard()).isTrue();
        assertThat(wildcard.withPort(5555)).isEqualTo(new TcpEndpoint("*", 5555)).hasToString("tcp://*:5555");
        assertThat(new TcpEndpoint("0.0.0.0", 0).isWildcard()).isFalse();
    }

    @Test
    void parts_are_checked_as_text_is() {
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint("", 1));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint("a b", 1));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint("a", -1));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint("a", 65536));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint.Source("a", 65536));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new TcpEndpoint.Source("[::1]", 1));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new IpcEndpoint(""));
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> new InprocEndpoint(""));
    }

    @DisplayName("RFC 5952: one text for one address")
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0:0:0:0:0:0:0:0,              ::",
        "::0,                          ::",
        "1::,                          1::",
        "1:0:0:0:0:0:0:0,              1::",
        "2001:DB8:0:0:1:0:0:1,         2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,         2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,           2001:0:0:1::1",
        "1:2:3:4:5:6:7::,              1:2:3:4:5:6:7:0",
        "1:2:3:4:5:6:1.2.3.4,          1:2:3:4:5:6:102:304",
        "::FFFF:0102:0304,             ::ffff:1.2.3.4",
        "::1.2.3.4,                    ::102:304",
        "FE80::A%Eth0,                 fe80::a%Eth0",
    })
    void an_ipv6_address_has_one_form(String host, String canonical) {
        assertThat(new TcpEndpoint(host, 1).host()).isEqualTo(canonical);
        assertThat(new TcpEndpoint(canonical, 1)).hasToString("tcp://[" + canonical + "]:1");
    }
}
