package io.reactivezmq.core.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

    private static final CurveKeyPair KEYS = CurveKeyPair.generate();

    @Test
    @DisplayName("ZMQ_MECHANISM NULL, ZMQ_ZAP_DOMAIN empty, ZMQ_ZAP_ENFORCE_DOMAIN 0; 10 s for an answer")
    void nothing_is_secured_unless_told() {
        SecurityOptions security = SocketOptions.defaults().security();

        assertThat(security.mechanism()).isSameAs(Security.none());
        assertThat(security.zapDomain()).isEmpty();
        assertThat(security.enforceZapDomain()).isFalse();
        assertThat(security.authenticator()).isNull();
        assertThat(security.authenticationTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void each_security_knows_its_mechanism_and_role() {
        assertThat(Security.none()).extracting(Security::mechanism, Security::isServer).containsExactly("NULL", false);
        assertThat(Security.plain("a", "b")).extracting(Security::mechanism, Security::isServer).containsExactly("PLAIN", false);
        assertThat(Security.plainServer()).extracting(Security::mechanism, Security::isServer).containsExactly("PLAIN", true);
        assertThat(Security.curve(KEYS.publicKey(), KEYS)).extracting(Security::mechanism, Security::isServer)
                .containsExactly("CURVE", false);
        assertThat(Security.curveServer(KEYS)).extracting(Security::mechanism, Security::isServer).containsExactly("CURVE", true);
    }

    @Test
    void no_secret_is_printed() {
        SocketOptions plain = SocketOptions.builder().security(Security.plain("alice", "hunter2")).build();
        SocketOptions curve = SocketOptions.builder().security(Security.curve(KEYS.publicKey(), KEYS)).build();

        assertThat(plain.toString()).contains("PLAIN client alice").doesNotContain("hunter2");
        assertThat(curve.toString()).contains(KEYS.publicKey().z85()).doesNotContain(KEYS.secretKeyZ85());
        assertThat(Security.curveServer(KEYS).toString()).doesNotContain(KEYS.secretKeyZ85());
        assertThat(new Credentials.Plain("alice".getBytes(UTF_8), "hunter2".getBytes(UTF_8))).hasToString("PLAIN");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "256, 1", "1, 256"})
    @DisplayName("ZMQ_PLAIN_USERNAME, ZMQ_PLAIN_PASSWORD: string 1..255; \"\" EINVAL")
    void names_and_passwords_have_1_to_255_bytes(int user, int password) {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> Security.plain("u".repeat(user), "p".repeat(password)))
                .withMessageContaining("1 to 255").satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EINVAL))
                .withMessageNotContaining("pp");
        assertThat(Security.plain("u".repeat(255), "p".repeat(255))).isEqualTo(Security.plain("u".repeat(255), "p".repeat(255)));
    }

    @Test
    @DisplayName("G6: server key all zero (libzmq#1831) -> configuration error, not a crash")
    void a_server_key_of_zeros_is_refused() {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> Security.curve(CurvePublicKey.of(new byte[32]), KEYS))
                .withMessageContaining("all zero");
    }

    @ParameterizedTest
    @DisplayName("G6: server key of low order, reduced or not, whatever its highest bit -> configuration error that tells what to do")
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
    void a_server_key_of_low_order_is_refused(String key) {
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> Security.curve(CurvePublicKey.of(HexFormat.of().parseHex(key)), KEYS))
                .withMessageContaining("low order")
                .withMessageContaining("the public key that the server was configured with");
    }

    @Test
    @DisplayName("ZMQ_ZAP_DOMAIN: at most 255 bytes")
    void a_domain_has_at_most_255_bytes() {
        assertThat(SecurityOptions.builder().zapDomain("d".repeat(255)).build().zapDomain()).hasSize(255);
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> SecurityOptions.builder().zapDomain("\u00e4".repeat(128))).withMessageContaining("256 bytes");
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> SecurityOptions.builder().authenticationTimeout(Duration.ZERO));
    }

    @Test
    void credentials_that_were_destroyed_are_empty() {
        byte[] password = "secret".getBytes(UTF_8);
        Credentials.Plain plain = new Credentials.Plain("alice".getBytes(UTF_8), password);
        password[0] = 'X';
        assertThat(plain.password()).isEqualTo("secret");
        plain.destroy();

        assertThat(plain.user()).isEmpty();
        assertThat(plain.passwordBytes()).isEmpty();
        assertThat(plain.isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("an accepted peer has its User-Id, then the other properties; the first of a name counts")
    void a_reply_tells_the_properties_of_messages() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("Role", "guest");
        metadata.put("User-Id", "root");
        ZapReply reply = ZapReply.accept("alice", metadata);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.refusal()).isEmpty();
        assertThat(reply.properties().userId()).contains("alice");
        assertThat(reply.properties().get("role")).contains("guest");
        assertThat(ZapReply.accept("").properties()).isEqualTo(MessageMetadata.empty());
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZapReply.accept("u".repeat(256)));
    }

    @Test
    void a_refusal_has_its_status() {
        assertThat(ZapReply.temporaryFailure("busy")).extracting(ZapReply::statusCode, ZapReply::isAccepted)
                .containsExactly(300, false);
        assertThat(ZapReply.refuse("no")).extracting(ZapReply::statusCode, ZapReply::statusText).containsExactly(400, "no");
        assertThat(ZapReply.failure("down").refusal()).contains(SecurityFailure.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @EnumSource(SecurityFailure.class)
    void an_error_says_why_by_whom_and_whether_time_helps(SecurityFailure failure) {
        ZmqSecurityException own = ZmqSecurityException.refused(failure, "detail");
        ZmqSecurityException peers = ZmqSecurityException.refusedByPeer(failure);

        assertThat(own).hasMessageContaining(failure.meaning()).hasMessageEndingWith(": detail");
        assertThat(own.isByPeer()).isFalse();
        assertThat(peers.isByPeer()).isTrue();
        assertThat(peers.failure()).isEqualTo(failure);
        assertThat(ZmqSecurityException.refused(SecurityFailure.REFUSED, "").isRetryable()).isFalse();
        assertThat(ZmqSecurityException.refused(SecurityFailure.TEMPORARY_FAILURE, "").isRetryable()).isTrue();
    }

    @Test
    void a_request_prints_no_secret_and_copies_the_id() {
        byte[] id = {1};
        ZapRequest request = new ZapRequest("d", "::1", id, new Credentials.Plain(new byte[0], "hunter2".getBytes(UTF_8)));
        id[0] = 2;
        request.routingId()[0] = 3;

        assertThat(request.routingId()).containsExactly(1);
        assertThat(request.toString()).contains("PLAIN").doesNotContain("hunter2");
    }
}
