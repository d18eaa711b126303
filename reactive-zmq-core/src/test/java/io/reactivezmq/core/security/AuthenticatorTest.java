package io.reactivezmq.core.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.AddressRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {

    private static final byte[] NOBODY = new byte[0];

    private final Authenticator users = Authenticator.plain(Map.of("alice", "secret", "b\u00f6b", "gr\u00fcn"));

    @ParameterizedTest
    @CsvSource({"alice, secret", "b\u00f6b, gr\u00fcn"})
    void a_user_with_its_password_is_accepted_by_name(String user, String password) {
        ZapReply reply = ask(users, plain(user, password), "127.0.0.1");

        assertThat(reply.isAccepted()).isTrue();
        assertThat(reply.userId()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({"alice, wrong", "bob, secret", "alice, ''", "'', secret", "'', ''", "alice, 'secret '"})
    @DisplayName("G2: wrong user, wrong password -> the same answer")
    void everybody_else_gets_the_same_refusal(String user, String password) {
        ZapReply reply = ask(users, plain(user, password), "127.0.0.1");

        assertThat(reply).hasToString("ZapReply[400 wrong user name or password]");
    }

    @Test
    void the_map_may_change_afterwards_and_no_password_is_shown() {
        Map<String, String> passwords = new HashMap<>(Map.of("alice", "secret"));
        Authenticator own = Authenticator.plain(passwords);
        passwords.put("mallory", "x");

        assertThat(ask(own, plain("mallory", "x"), "").statusCode()).isEqualTo(400);
        assertThat(own.toString()).contains("1 users").doesNotContain("secret").doesNotContain("alice");
    }

    @Test
    void only_known_keys_are_accepted_and_the_user_id_is_the_key() {
        CurvePublicKey known = CurveKeyPair.generate().publicKey();
        Authenticator keys = Authenticator.curve(List.of(known));

        assertThat(ask(keys, new Credentials.Curve(known), "").userId()).isEqualTo(known.z85());
        assertThat(ask(keys, new Credentials.Curve(CurveKeyPair.generate().publicKey()), "").statusCode()).isEqualTo(400);
    }

    @Test
    void credentials_of_another_mechanism_are_refused() {
        Authenticator keys = Authenticator.curve(List.of());

        assertThat(ask(users, Credentials.none(), "").statusCode()).isEqualTo(400);
        assertThat(ask(keys, Credentials.none(), "").statusCode()).isEqualTo(400);
        assertThat(ask(keys, plain("alice", "secret"), "").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 200, 400", "11.0.0.1, 400, 200", "::1, 200, 400", "::2, 400, 200", ":1000:1000:77, 400, 200", "'', 400, 200",
        "10.0.0.1.evil.example, 400, 200"})
    @DisplayName("allow and deny lists of addresses; what is no IP address is on no list")
    void addresses_are_judged_first(String address, int allowed, int denied) {
        List<AddressRange> ranges = List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1"));

        assertThat(ask(Authenticator.anyone().onlyFrom(ranges), Credentials.none(), address).statusCode()).isEqualTo(allowed);
        assertThat(ask(Authenticator.anyone().notFrom(ranges), Credentials.none(), address).statusCode()).isEqualTo(denied);
    }

    @Test
    void an_allowed_address_is_not_enough() {
        Authenticator both = users.onlyFrom(List.of(AddressRange.parse("127.0.0.1"))).notFrom(List.of());

        assertThat(ask(both, plain("alice", "wrong"), "127.0.0.1").statusCode()).isEqualTo(400);
        assertThat(ask(both, plain("alice", "secret"), "127.0.0.1").statusCode()).isEqualTo(200);
    }

    private static Credentials plain(String user, String password) {
        return new Credentials.Plain(user.getBytes(UTF_8), password.getBytes(UTF_8));
    }

    private static ZapReply ask(Authenticator authenticator, Credentials credentials, String address) {
        return Objects.requireNonNull(
                authenticator.authenticate(new ZapRequest("domain", address, NOBODY, credentials)).block());
    }
}
