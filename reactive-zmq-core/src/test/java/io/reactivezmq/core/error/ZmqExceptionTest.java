package io.reactivezmq.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZmqExceptionTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments(new ZmqEndpointException(Reason.NOT_FOUND, "tcp://a:1", "not bound"), ErrorCode.ENOENT, false),
                arguments(new ZmqOptionException("linger", "PT-1S", "0 ms or more"), ErrorCode.EINVAL, false),
                arguments(new ZmqStateException("a request is under way"), ErrorCode.EFSM, false),
                arguments(ZmqClosedException.socketClosed(), ErrorCode.ENOTSOCK, false),
                arguments(ZmqClosedException.contextClosed(), ErrorCode.ETERM, false),
                arguments(new ZmqOverflowException("10000 sends wait"), ErrorCode.EAGAIN, true),
                arguments(new ZmqUnroutableException(new byte[] {1, 2}), ErrorCode.EHOSTUNREACH, true),
                arguments(new ZmqTimeoutException("no reply within PT1S"), ErrorCode.ETIMEDOUT, true),
                arguments(new ZmqConnectionException(ErrorCode.ECONNRESET, "reset"), ErrorCode.ECONNRESET, true),
                arguments(new ZmqProtocolException(Violation.RESERVED_FLAGS, "0x80"), ErrorCode.EPROTO, false),
                arguments(new ZmqDependencyException("metrics()", "a:b", new NoClassDefFoundError("A")), ErrorCode.ENOTSUP, false),
                arguments(ZmqCodecException.cannotDecode("JSON", 1, 7, "int", "x", new IOException("x")), ErrorCode.EPROTO, false),
                arguments(ZmqCodecException.noSuchFrame("JSON", 1, 1, "int"), ErrorCode.EPROTO, false),
                arguments(ZmqCodecException.cannotEncode("JSON", "int", "x", new IOException("x")), ErrorCode.EINVAL, false),
                arguments(new ZmqSecurityException("refused"), ErrorCode.EACCES, false));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_kind_has_the_errno_name_of_libzmq(ZmqException error, ErrorCode code, boolean retryable) {
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.isRetryable()).isEqualTo(retryable);
        assertThat(error).hasToString(error.getClass().getName() + ": " + code + ": " + error.getMessage());
    }

    @Test
    void every_kind_is_in_the_table_above() {
        List<Class<?>> kinds = Arrays.asList(ZmqException.class.getPermittedSubclasses());

        assertThat(errors().<Class<?>>map(row -> row.get()[0].getClass()).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_kind_survives_serialization(ZmqException error, ErrorCode code) throws Exception {
        ZmqException copy = copy(error);

        assertThat(copy).isNotSameAs(error).hasSameClassAs(error).hasToString(error.toString());
        assertThat(copy.code()).isEqualTo(code);
    }

    private static ZmqException copy(ZmqException error) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ZmqException) in.readObject();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, EINVAL, false", "UNSUPPORTED_TRANSPORT, EPROTONOSUPPORT, false",
        "INCOMPATIBLE_TRANSPORT, ENOCOMPATPROTO, false", "ADDRESS_IN_USE, EADDRINUSE, true",
        "ADDRESS_NOT_AVAILABLE, EADDRNOTAVAIL, true", "UNRESOLVABLE, ENODEV, true",
        "NAME_TOO_LONG, ENAMETOOLONG, false", "NOT_FOUND, ENOENT, false", "PERMISSION_DENIED, EACCES, false",
        "TOO_MANY_OPEN_FILES, EMFILE, true", "FAILED, EIO, true",
    })
    @DisplayName("zmq_bind(3), zmq_connect(3), zmq_unbind(3): ERRORS")
    void an_endpoint_error_has_a_reason(Reason reason, ErrorCode code, boolean retryable) {
        IOException cause = new IOException("os");
        ZmqEndpointException error = new ZmqEndpointException(reason, "tcp://a:1", "cannot bind", cause);

        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.code()).isEqualTo(reason.code()).isEqualTo(code);
        assertThat(error.isRetryable()).isEqualTo(retryable);
        assertThat(error.index()).isEmpty();
        assertThat(error).hasMessage("cannot bind: \"tcp://a:1\"").hasCause(cause);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_has_a_code(Reason reason) {
        assertThat(reason.code()).isNotNull();
    }

    @Test
    void an_option_error_names_option_value_and_legal_range() {
        ZmqOptionException error = new ZmqOptionException("tcp.backlog", "0", "1 to 65535");

        assertThat(error).hasMessage("tcp.backlog is 0, legal is 1 to 65535");
        assertThat(error.option()).isEqualTo("tcp.backlog");
        assertThat(error.value()).isEqualTo("0");
        assertThat(error.legalRange()).isEqualTo("1 to 65535");
    }

    @Test
    void an_unroutable_error_carries_the_routing_id() {
        byte[] id = {0, (byte) 0xFF};
        ZmqUnroutableException error = new ZmqUnroutableException(id);
        id[0] = 9;
        error.routingId()[1] = 9;

        assertThat(error.routingId()).containsExactly(0, 0xFF);
        assertThat(error).hasMessage("no peer has the routing id 0x00ff");
        assertThat(new ZmqUnroutableException(new byte[255])).message().hasSizeLessThan(120).endsWith("(255 bytes)");
        assertThat(new ZmqUnroutableException(new byte[0])).hasMessageEndingWith("(empty)");
        assertThat(new ZmqUnroutableException("no peer").routingId()).isEmpty();
    }

    @Test
    void a_closed_error_says_what_could_not_be_done() {
        assertThat(ZmqClosedException.socketClosed("send after close")).hasMessage("send after close");
        assertThat(ZmqClosedException.contextClosed("no new socket")).hasMessage("no new socket");
    }

    @Test
    void a_dependency_error_says_what_to_add() {
        ZmqDependencyException error = new ZmqDependencyException("metrics()", "io.a:b", new NoClassDefFoundError("io/a/B"));

        assertThat(error.dependency()).isEqualTo("io.a:b");
        assertThat(error).hasMessageContaining("metrics() needs").hasMessageContaining("add it")
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void a_codec_error_names_frame_size_and_type() {
        ZmqCodecException error = ZmqCodecException.cannotDecode("JSON", 1, 7, "a.Tick", "not a number", new IOException("os"));

        assertThat(error).hasMessage("frame 1 (7 bytes) is no JSON of a.Tick: not a number");
        assertThat(error.frame()).isEqualTo(1);
        assertThat(error.type()).isEqualTo("a.Tick");
        assertThat(ZmqCodecException.noSuchFrame("JSON", 2, 1, "int")).hasMessageEndingWith("the message has 1");
        assertThat(ZmqCodecException.cannotEncode("JSON", "int", "x", new IOException("x")).frame()).isEqualTo(-1);
    }

    @Test
    void causes_are_kept() {
        IOException cause = new IOException("os");

        assertThat(new ZmqConnectionException(ErrorCode.EPIPE, "cut", cause)).hasCause(cause);
        assertThat(new ZmqTimeoutException("late", cause)).hasCause(cause);
        assertThat(new ZmqSecurityException("refused", cause)).hasCause(cause);
    }

    @Test
    void text_of_a_peer_cannot_forge_a_line_of_a_log() {
        ZmqProtocolException error =
                new ZmqProtocolException(Violation.PEER_ERROR, "x\r\n2026-01-01 INFO all is well\u2028\u202E\u0000");

        assertThat(error.toString()).contains("x\\u000d\\u000a2026").contains("\\u2028\\u202e\\u0000").hasLineCount(1);
        assertThat(error.detail()).doesNotContain("\n", "\r");
    }

    @Test
    void text_of_a_peer_cannot_fill_a_log() {
        assertThat(new ZmqProtocolException(Violation.PEER_ERROR, "x".repeat(1 << 20)).toString())
                .hasSizeLessThan(1200);
    }

    @ParameterizedTest
    @EnumSource
    void every_code_has_a_meaning(ErrorCode code) {
        assertThat(code.meaning()).isNotBlank();
    }
}
