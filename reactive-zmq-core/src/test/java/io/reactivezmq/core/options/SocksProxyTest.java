package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ZMQ_SOCKS_PROXY, ZMQ_SOCKS_USERNAME, ZMQ_SOCKS_PASSWORD")
class SocksProxyTest {

    @ParameterizedTest
    @CsvSource({"proxy.example:1080, proxy.example, 1080", "10.0.0.1:1, 10.0.0.1, 1", "[::1]:65535, ::1, 65535"})
    void a_proxy_is_a_host_and_a_port(String address, String host, int port) {
        SocksProxy proxy = SocksProxy.of(address);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.username()).isEmpty();
        assertThat(proxy.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", ":1080", "proxy:", "proxy:0", "proxy:65536", "proxy:x", "::1:1080", "proxy:1080x"})
    void what_is_not_is_refused(String address) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> SocksProxy.of(address))
                .withMessageContaining("tcp.socksProxy").satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EINVAL));
    }

    @Test
    @DisplayName("RFC 1929: 1 to 255 bytes each")
    void credentials_fit_into_the_byte_that_tells_their_length() {
        SocksProxy proxy = SocksProxy.of("proxy:1080");

        assertThat(proxy.withCredentials("u".repeat(255), "p").username()).contains("u".repeat(255));
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> proxy.withCredentials("u".repeat(256), "p"));
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> proxy.withCredentials("ü".repeat(128), "p"));
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> proxy.withCredentials("u", ""));
    }

    @Test
    void the_password_is_never_printed() {
        SocksProxy proxy = SocksProxy.of("proxy:1080").withCredentials("user", "secret");

        assertThat(proxy.password()).contains("secret");
        assertThat(proxy).hasToString("user@proxy:1080");
        assertThat(TcpOptions.builder().socksProxy(proxy).build().toString()).doesNotContain("secret");
    }
}
