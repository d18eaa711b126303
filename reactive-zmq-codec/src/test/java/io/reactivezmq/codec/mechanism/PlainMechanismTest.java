package io.reactivezmq.codec.mechanism;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 24, ZMTP PLAIN")
class PlainMechanismTest {

    private static final Metadata OWN = Metadata.empty().with("X-a", Hex.bytes("01"));
    private static final String OWN_BYTES = "03 'X-a' 00000001 01";

    private final PlainClientMechanism client =
            new PlainClientMechanism(new Security.PlainClient("alice", "secret"), OWN, 4);
    private final PlainServerMechanism server = new PlainServerMechanism(OWN, 4);
    private final ByteBuf out = Unpooled.buffer();

    @Test
    @DisplayName("plain = C:hello ( S:welcome | S:error ); hello = command-size %d5 \"HELLO\" username password")
    void the_client_begins_with_name_and_password() {
        client.start(out);

        assertThatBytes(out).isExactly("04 13 05 'HELLO' 05 'alice' 06 'secret'");
        assertThat(client.name()).isEqualTo("PLAIN");
        assertThat(client.asServer()).isFalse();
        assertThat(client.admitsAnyone()).isFalse();
    }

    @Test
    void a_name_and_a_password_of_255_bytes_take_a_long_frame() {
        new PlainClientMechanism(new Security.PlainClient("u".repeat(255), "p".repeat(255)), OWN, 4).start(out);

        assertThatBytes(out).isExactly("06 0000000000000206 05 'HELLO' FF 'u'*255 FF 'p'*255");
    }

    @Test
    @DisplayName("[ C:initiate ( S:ready | S:error ) ]")
    void the_client_answers_welcome_with_its_properties_and_is_ready_with_the_servers() {
        client.receive(Hex.bytes("07 'WELCOME'"), out);
        assertThatBytes(out).isExactly("04 12 08 'INITIATE'", OWN_BYTES);
        assertThat(client.isComplete()).isFalse();

        client.receive(Hex.bytes("05 'READY' 03 'X-b' 00000000"), out);
        assertThat(client.isComplete()).isTrue();
        assertThat(client.peerMetadata().asMap()).containsOnlyKeys("X-b");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"300, TEMPORARY_FAILURE", "400, REFUSED", "500, INTERNAL_ERROR"})
    @DisplayName("error: 'The server MAY send an ERROR' instead of WELCOME and instead of READY; a ZAP status is a refusal")
    void the_client_takes_an_error_at_both_steps(String status, SecurityFailure failure) {
        assertRefused(failure, status);
        client.receive(Hex.bytes("07 'WELCOME'"), out);
        assertRefused(failure, status);
    }

    @Test
    @DisplayName("libzmq 4.3 misspells its own ERROR as 5E RROR; what it means is a refusal")
    void the_client_understands_libzmqs_error() {
        assertThatExceptionOfType(ZmqSecurityException.class)
                .isThrownBy(() -> client.receive(Hex.bytes("5E 'RROR' 03 '400'"), out))
                .satisfies(refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
        assertViolation(client, "5E 'RROR'", Violation.MALFORMED_COMMAND);
        assertViolation(client, "5E 'RRO'", Violation.MALFORMED_COMMAND);
        assertViolation(server, "5E 'RROR' 03 '400'", Violation.MALFORMED_COMMAND);
    }

    private void assertRefused(SecurityFailure failure, String status) {
        assertThatExceptionOfType(ZmqSecurityException.class)
                .isThrownBy(() -> client.receive(Hex.bytes("05 'ERROR' 03 '" + status + "'"), out))
                .satisfies(refusal -> assertThat(refusal.failure()).isEqualTo(failure))
                .satisfies(refusal -> assertThat(refusal.isByPeer()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "05 'READY', UNEXPECTED_COMMAND",
        "05 'HELLO' 00 00, UNEXPECTED_COMMAND",
        "08 'INITIATE', UNEXPECTED_COMMAND",
        "07 'WELCOME' 00, MALFORMED_COMMAND",
        "05 'ERROR' 04 '400', MALFORMED_COMMAND",
        "05 'ERROR' 03 '401', PEER_ERROR",
        "00, MALFORMED_COMMAND"})
    void what_a_server_must_not_send_first_ends_it(String body, Violation violation) {
        assertViolation(client, body, violation);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "07 'WELCOME', UNEXPECTED_COMMAND", "05 'READY' 00, MALFORMED_METADATA", "04 'PING' 0000, UNEXPECTED_COMMAND"})
    void what_a_server_must_not_send_after_welcome_ends_it(String body, Violation violation) {
        client.receive(Hex.bytes("07 'WELCOME'"), out);

        assertViolation(client, body, violation);
    }

    @Test
    void the_server_says_nothing_unasked_and_has_the_credentials_judged_before_welcome() {
        server.start(out);
        server.receive(Hex.bytes("05 'HELLO' 05 'alice' 06 'secret'"), out);

        assertThatBytes(out).isEmpty();
        assertThat(server.credentials()).isInstanceOfSatisfying(Credentials.Plain.class, plain -> {
            assertThat(plain.user()).isEqualTo("alice");
            assertThat(plain.password()).isEqualTo("secret");
        });
        server.judged(ZapReply.accept("alice"), out);
        assertThatBytes(out).isExactly("04 08 07 'WELCOME'");
        assertThat(server.credentials()).isNull();
    }

    @Test
    void initiate_is_answered_with_the_servers_properties() {
        admit();
        server.receive(Hex.bytes("08 'INITIATE' 03 'X-b' 00000000"), out);

        assertThatBytes(out).isExactly("04 0F 05 'READY'", OWN_BYTES);
        assertThat(server.isComplete()).isTrue();
        assertThat(server.peerMetadata().asMap()).containsOnlyKeys("X-b");
        assertThat(server.asServer()).isTrue();
        assertThat(server.admitsAnyone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "05 'HELLO' 00 00, 0, 0", "05 'HELLO' FF 'u'*255 FF 'p'*255, 255, 255", "05 'HELLO' 00 01 00, 0, 1"})
    @DisplayName("username = OCTET *VCHAR: any length that fits into one byte, 0 and 255 too")
    void every_length_is_legal_on_the_wire(String body, int user, int password) {
        server.receive(Hex.bytes(body), out);

        assertThat(server.credentials()).isInstanceOfSatisfying(Credentials.Plain.class, plain -> {
            assertThat(plain.userBytes()).hasSize(user);
            assertThat(plain.passwordBytes()).hasSize(password);
        });
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "05 'HELLO', MALFORMED_COMMAND",
        "05 'HELLO' 00, MALFORMED_COMMAND",
        "05 'HELLO' 05 'bob' 00, MALFORMED_COMMAND",
        "05 'HELLO' FF 'bob', MALFORMED_COMMAND",
        "05 'HELLO' 03 'bob' 02 'x', MALFORMED_COMMAND",
        "05 'HELLO' 03 'bob' 01 'xy', MALFORMED_COMMAND",
        "05 'HELLO' FF 'u'*255 FF 'p'*254, MALFORMED_COMMAND",
        "05 'READY', UNEXPECTED_COMMAND",
        "07 'WELCOME', UNEXPECTED_COMMAND"})
    @DisplayName("G1: HELLO with user length beyond the body -> close, nothing is judged")
    void a_hello_that_does_not_add_up_is_refused(String body, Violation violation) {
        assertViolation(server, body, violation);
        assertThat(server.credentials()).isNull();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"08 'INITIATE'", "05 'HELLO' 00 00"})
    @DisplayName("G3: INITIATE before WELCOME, HELLO twice -> close")
    void a_client_that_does_not_wait_for_its_turn_is_refused(String body) {
        server.receive(Hex.bytes("05 'HELLO' 00 00"), out);
        assertViolation(server, body, Violation.UNEXPECTED_COMMAND);
    }

    @Test
    @DisplayName("G3: INITIATE before HELLO, HELLO after WELCOME, INITIATE twice -> close")
    void a_command_at_another_step_is_refused() {
        assertViolation(server, "08 'INITIATE'", Violation.UNEXPECTED_COMMAND);
        admit();
        assertViolation(server, "05 'HELLO' 00 00", Violation.UNEXPECTED_COMMAND);
        assertViolation(server, "08 'INITIATE' 00", Violation.MALFORMED_METADATA);
        server.receive(Hex.bytes("08 'INITIATE'"), out);
        assertViolation(server, "08 'INITIATE'", Violation.UNEXPECTED_COMMAND);
    }

    @Test
    @DisplayName("ZAP 400 and 500 are told by number only, 300 not at all")
    void a_refusal_is_told_without_reason() {
        assertThat(told(ZapReply.refuse("no such user"))).isEqualTo("04 0A 05 45 52 52 4F 52 03 34 30 30");
        assertThat(told(ZapReply.failure("database down"))).isEqualTo("04 0A 05 45 52 52 4F 52 03 35 30 30");
        assertThat(told(ZapReply.temporaryFailure("busy"))).isEmpty();
    }

    private static String told(ZapReply reply) {
        ByteBuf told = Unpooled.buffer();
        PlainServerMechanism refusing = new PlainServerMechanism(OWN, 4);
        refusing.receive(Hex.bytes("05 'HELLO' 00 00"), told);
        refusing.judged(reply, told);
        assertThat(refusing.isComplete()).isFalse();
        assertViolation(refusing, "08 'INITIATE'", Violation.UNEXPECTED_COMMAND);
        return Hex.of(Hex.copy(told));
    }

    @Test
    void after_the_judgement_the_secret_is_gone_from_memory() {
        byte[] hello = Hex.bytes("05 'HELLO' 05 'alice' 06 'secret'");
        server.receive(hello, out);
        Credentials.Plain judged = (Credentials.Plain) server.credentials();
        server.judged(ZapReply.accept(""), out);

        assertThat(hello).containsOnly(0);
        assertThat(judged.isDestroyed()).isTrue();
        assertThat(judged.passwordBytes()).isEmpty();
    }

    @Test
    void a_second_hello_leaves_no_password_behind() {
        byte[] second = Hex.bytes("05 'HELLO' 05 'alice' 06 'secret'");
        server.receive(second.clone(), out);
        Credentials.Plain unjudged = (Credentials.Plain) server.credentials();
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> server.receive(second, out));
        server.destroy();

        assertThat(second).containsOnly(0);
        assertThat(unjudged.isDestroyed()).isTrue();
        assertThat(server.credentials()).isNull();
        server.destroy();
    }

    @Test
    void nothing_can_be_judged_without_a_question_and_nobody_is_known_before_the_end() {
        assertThatIllegalStateException().isThrownBy(() -> server.judged(ZapReply.accept(""), out));
        assertThatIllegalStateException().isThrownBy(() -> client.judged(ZapReply.accept(""), out));
        assertThatIllegalStateException().isThrownBy(server::peerMetadata);
        assertThatIllegalStateException().isThrownBy(client::peerMetadata);
    }

    private void admit() {
        server.receive(Hex.bytes("05 'HELLO' 00 00"), out);
        server.judged(ZapReply.accept(""), out);
        out.clear();
    }

    private static void assertViolation(Mechanism mechanism, String body, Violation violation) {
        assertThatExceptionOfType(ZmqProtocolException.class)
                .isThrownBy(() -> mechanism.receive(Hex.bytes(body), Unpooled.buffer()))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
    }
}
