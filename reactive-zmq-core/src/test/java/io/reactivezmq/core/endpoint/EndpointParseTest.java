package io.reactivezmq.core.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointParseTest {

    private static ZmqEndpointException failure(String text) {
        ZmqEndpointException failure = catchThrowableOfType(ZmqEndpointException.class, () -> Endpoint.parse(text));
        assertThat(failure).as(text).isNotNull();
        return failure;
    }

    @DisplayName("zmq_tcp(7): 'The wild-card *', an 'IPv4 or IPv6 address', an 'interface name', a 'DNS name of the peer'")
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tcp://*:5555,                    *,               5555",
        "tcp://*:*,                       *,               0",
        "tcp://*:0,                       *,               0",
        "tcp://127.0.0.1:0,               127.0.0.1,       0",
        "tcp://127.0.0.1:*,               127.0.0.1,       0",
        "tcp://255.255.255.255:1,         255.255.255.255, 1",
        "tcp://[::1]:5555,                ::1,             5555",
        "tcp://[::]:*,                    ::,              0",
        "tcp://::1:5555,                  ::1,             5555",
        "tcp://[FE80:0:0:0:0:0:0:1%eth0]:5555, fe80::1%eth0, 5555",
        "tcp://[fe80::1%2]:5555,          fe80::1%2,       5555",
        "tcp://[::ffff:10.0.0.1]:5555,    ::ffff:10.0.0.1, 5555",
        "tcp://broker.example.com:65535,  broker.example.com, 65535",
        "tcp://my_service-1:05555,        my_service-1,    5555",
        "tcp://eth0.100:5555,             eth0.100,        5555",
        "tcp://LocalHost:5555,            LocalHost,       5555",
    })
    void a_tcp_endpoint_has_a_host_and_a_port(String text, String host, int port) {
        assertThat(Endpoint.parse(text)).isEqualTo(new TcpEndpoint(host, port));
    }

    @DisplayName("zmq_tcp(7): 'You can optionally specify a source_endpoint ... tcp://source_endpoint;endpoint'")
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tcp://192.168.1.17:0;10.0.0.1:5555, 192.168.1.17, 0,    10.0.0.1, 5555",
        "tcp://eth0:*;server:5555,           eth0,         0,    server,   5555",
        "tcp://[::1]:5556;[::2]:5555,        ::1,          5556, ::2,      5555",
        "tcp://*:5556;server:5555,           *,            5556, server,   5555",
    })
    void a_tcp_endpoint_may_name_the_local_address(String text, String source, int sourcePort, String host, int port) {
        assertThat(Endpoint.parse(text))
                .isEqualTo(new TcpEndpoint(host, port, new TcpEndpoint.Source(source, sourcePort)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ipc:///tmp/feeds/0,   /tmp/feeds/0, false, false",
        "ipc://relative.sock,  relative.sock, false, false",
        "ipc://@abstract name, @abstract name, true, false",
        "ipc://*,              *,            false, true",
        "ipc://a://b,          a://b,        false, false",
    })
    @DisplayName("zmq_ipc(7): a pathname; 'wild-card *'; 'the endpoint pathname starts with @, the abstract namespace'")
    void an_ipc_endpoint_has_a_path(String text, String path, boolean isAbstract, boolean isWildcard) {
        assertThat(Endpoint.parse(text)).isInstanceOfSatisfying(IpcEndpoint.class, ipc -> {
            assertThat(ipc.path()).isEqualTo(path);
            assertThat(ipc.isAbstract()).isEqualTo(isAbstract);
            assertThat(ipc.isWildcard()).isEqualTo(isWildcard);
        });
    }

    @Test
    @DisplayName("zmq_inproc(7): 'No other restrictions are placed on the format of the name'")
    void an_inproc_endpoint_has_any_name() {
        assertThat(Endpoint.parse("inproc://#1 *:@ä")).isEqualTo(new InprocEndpoint("#1 *:@ä"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "tcp://*:*,                             tcp://*:0",
        "tcp://127.0.0.1:05555,                 tcp://127.0.0.1:5555",
        "tcp://::1:5555,                        tcp://[::1]:5555",
        "tcp://[0:0:0:0:0:0:0:1]:5555,          tcp://[::1]:5555",
        "tcp://[2001:DB8::0001]:5555,           tcp://[2001:db8::1]:5555",
        "tcp://eth0:*;[0::2]:5555,              tcp://eth0:0;[::2]:5555",
        "ipc:///tmp/a,                          ipc:///tmp/a",
        "ipc://@a,                              ipc://@a",
        "inproc://a b,                          inproc://a b",
    })
    void the_canonical_form_can_be_read_back(String text, String canonical) {
        Endpoint endpoint = Endpoint.parse(text);

        assertThat(endpoint).hasToString(canonical);
        assertThat(Endpoint.parse(canonical)).isEqualTo(endpoint).hasSameHashCodeAs(endpoint);
        assertThat(canonical).startsWith(endpoint.transport() + "://");
    }

    @DisplayName("zmq_bind(3) EINVAL: 'The endpoint supplied is invalid'")
    @ParameterizedTest(name = "{0} is wrong at {1}")
    @CsvSource(delimiter = '|', value = {
        "''                           | 0  | \"transport://\" is missing",
        "tcp                          | 0  | \"transport://\" is missing",
        "tcp:/127.0.0.1:5555          | 0  | \"transport://\" is missing",
        "127.0.0.1:5555               | 0  | \"transport://\" is missing",
        "://127.0.0.1:5555            | 0  | the transport is missing",
        "tcp://                       | 6  | the address is missing",
        "tcp://;host:5555             | 6  | the address is missing",
        "tcp://src:0;                 | 12 | the address is missing",
        "tcp://localhost              | 15 | the port is missing",
        "tcp://localhost:             | 16 | the port is missing",
        "tcp://src;host:5555          | 9  | the port is missing",
        "tcp://[::1]                  | 11 | the port is missing",
        "tcp://[::1]5555              | 11 | the port is missing",
        "tcp://[::1]:                 | 12 | the port is missing",
        "tcp://:5555                  | 6  | the host is missing",
        "tcp://localhost:65536        | 16 | the port is not in 0 to 65535",
        "tcp://localhost:99999999999  | 16 | the port is not in 0 to 65535",
        "tcp://localhost:-1           | 16 | the port is neither a number nor *",
        "tcp://localhost:80a          | 18 | the port is neither a number nor *",
        "tcp://localhost:**           | 16 | the port is neither a number nor *",
        "tcp://localhost:٣            | 16 | the port is neither a number nor *",
        "tcp://local host:5555        | 11 | a host has only",
        "tcp://user@host:5555         | 10 | a host has only",
        "tcp://bücher.example:5555    | 7  | a host has only",
        "tcp://**:5555                | 6  | a host has only",
        "tcp://src:0;ho/st:5555       | 14 | a host has only",
        "tcp://256.0.0.1:5555         | 6  | an IPv4 address has four numbers",
        "tcp://1.2.3:5555             | 11 | an IPv4 address has four numbers",
        "tcp://1.2.3.4.5:5555         | 14 | an IPv4 address has four numbers",
        "tcp://10.0.0.01:5555         | 13 | an IPv4 address has four numbers",
        "tcp://10..0.1:5555           | 9  | an IPv4 address has four numbers",
        "tcp://[127.0.0.1]:5555       | 7  | only an IPv6 address stands in brackets",
        "tcp://[]:5555                | 7  | only an IPv6 address stands in brackets",
        "tcp://[::1:5555              | 15 | the bracket is not closed",
        "tcp://[::1;host:1]:5555      | 10 | the bracket is not closed",
        "tcp://[::1%]:5555            | 11 | the zone is neither",
        "tcp://[::1%0]:5555           | 11 | the zone is neither",
        "tcp://[::1%a b]:5555         | 12 | a zone has only",
        "tcp://[1::2::3]:5555         | 12 | this is not one",
        "tcp://[12345::]:5555         | 7  | this is not one",
        "tcp://[1:2:3:4:5:6:7:8:9]:1  | 23 | this is not one",
        "tcp://[1:2:3:4:5:6:7]:5555   | 20 | this is not one",
        "tcp://[1:2:3:4::5:6:7:8]:1   | 7  | this is not one",
        "tcp://[:1::2]:5555           | 7  | this is not one",
        "tcp://[:::]:5555             | 9  | this is not one",
        "tcp://[1:2:]:5555            | 11 | this is not one",
        "tcp://[::g]:5555             | 9  | this is not one",
        "tcp://[::1.2.3.4:5]:5555     | 9  | this is not one",
        "tcp://[::1.2.x.4]:5555       | 13 | an IPv4 address has four numbers",
        "tcp://localhost:55:66        | 6  | this is not one",
        "tcp://a:0;b:1;c:2            | 13 | this is not one",
        "ipc://                       | 6  | the path is missing",
        "ipc://@                      | 7  | the abstract name is missing",
        "inproc://                    | 9  | the name is missing",
    })
    void malformed_text_is_refused_with_what_is_wrong_and_where(String text, int index, String detail) {
        ZmqEndpointException failure = failure(text);

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure.code()).isEqualTo(ErrorCode.EINVAL);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.endpoint()).isEqualTo(text);
        assertThat(failure).hasMessageContaining(detail);
        assertThat(failure.index()).as(failure.getMessage()).hasValue(index);
        assertThat(failure).hasMessageContaining(" at index " + index + ": ");
    }

    @DisplayName("zmq_bind(3) EPROTONOSUPPORT: 'The requested transport protocol is not supported'")
    @ParameterizedTest
    @ValueSource(strings = {
        "http://localhost:80", "TCP://localhost:5555", " tcp://localhost:5555", "udp://1.2.3.4:5", "pgm://x"})
    void an_unknown_transport_is_not_supported(String text) {
        ZmqEndpointException failure = failure(text);

        assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_TRANSPORT);
        assertThat(failure.code()).isEqualTo(ErrorCode.EPROTONOSUPPORT);
        assertThat(failure.index()).hasValue(0);
        assertThat(failure).hasMessageContaining("tcp, ipc and inproc");
    }

    @DisplayName("zmq_ipc(7): '107 characters for the real path name', else ENAMETOOLONG")
    @Test
    void an_ipc_path_fits_into_a_socket_address() {
        String longest = "/" + "a".repeat(106);
        assertThat(Endpoint.parse("ipc://" + longest)).isEqualTo(new IpcEndpoint(longest));

        ZmqEndpointException failure = failure("ipc://" + longest + "a");
        assertThat(failure.reason()).isEqualTo(Reason.NAME_TOO_LONG);
        assertThat(failure.code()).isEqualTo(ErrorCode.ENAMETOOLONG);
        assertThat(failure).hasMessageContaining("108 bytes");
        assertThat(failure("ipc:///" + "ü".repeat(54)).reason()).as("bytes count").isEqualTo(Reason.NAME_TOO_LONG);
    }

    @DisplayName("A host name has at most 253 characters (RFC 1035)")
    @Test
    void a_host_name_fits_into_dns() {
        String longest = "a".repeat(253);
        assertThat(Endpoint.parse("tcp://" + longest + ":1")).isEqualTo(new TcpEndpoint(longest, 1));
        assertThat(failure("tcp://" + longest + "a:1").index()).hasValue(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipc:///tmp/a\nb", "inproc://a\u0000b", "inproc://a\u0085b", "tcp://a\r\nb:1"})
    void a_line_break_cannot_enter_an_endpoint(String text) {
        ZmqEndpointException failure = failure(text);

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure.getMessage().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void an_error_quotes_long_text_shortened() {
        ZmqEndpointException failure = failure("tcp://" + "x".repeat(100_000));

        assertThat(failure.getMessage()).hasSizeLessThan(300).endsWith("x\"...");
        assertThat(failure.endpoint()).hasSize(100_006);
    }
}
