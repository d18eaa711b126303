package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.crypto.ReferenceBox;
import io.reactivezmq.codec.test.Hex;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 26: cookie-box holds C' and s', encrypted to and from a secret short-term cookie key")
class CurveCookiesTest {

    private static final byte[] CLIENT = HandmadeCurve.filled(1, 32);
    private static final byte[] SECRET = HandmadeCurve.filled(2, 32);

    private long now = -5;
    private final CurveCookies cookies = new CurveCookies(CurveSides.counting(0x40), () -> now, Duration.ofSeconds(60));

    @Test
    @DisplayName("cookie = cookie-nonce cookie-box")
    void layout() {
        byte[] cookie = cookies.bake(CLIENT, SECRET);
        assertThatBytes(cookie).isExactly(Hex.join(HandmadeCurve.filled(0x41, 16), ReferenceBox.seal(
                HandmadeCurve.filled(0x40, 32), Hex.bytes("'COOKIE--' 41*16"), Hex.join(CLIENT, SECRET))));
        assertThat(cookies.open(Hex.join(new byte[3], cookie), 3)).isEqualTo(Hex.join(CLIENT, SECRET));
    }

    @Test
    void anAlteredCookieDoesNotOpen() {
        byte[] cookie = cookies.bake(CLIENT, SECRET);
        for (int bit = 0; bit < 8 * cookie.length; bit++) {
            assertThat(cookies.open(CurveServerFaultsTest.flipped(cookie, bit), 0)).isNull();
        }
    }

    @Test
    @DisplayName("MUST discard from its memory the cookie key after a short interval: good for one to two lifetimes")
    void cookiesGoBad() {
        byte[] first = cookies.bake(CLIENT, SECRET);
        now += Duration.ofSeconds(59).toNanos();
        byte[] late = cookies.bake(CLIENT, SECRET);
        now += Duration.ofSeconds(1).toNanos();
        cookies.renew();
        assertThat(cookies.open(first, 0)).isNotNull();
        now += Duration.ofSeconds(59).toNanos();
        assertThat(cookies.open(late, 0)).isNotNull();
        byte[] second = cookies.bake(CLIENT, SECRET);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(cookies.open(first, 0)).isNull();
        assertThat(cookies.open(late, 0)).isNull();
        assertThat(cookies.open(second, 0)).isNotNull();
    }

    @Test
    void afterALongSilenceNothingIsLeft() {
        byte[] cookie = cookies.bake(CLIENT, SECRET);
        now += Duration.ofDays(1).toNanos();
        assertThat(cookies.open(cookie, 0)).isNull();
        assertThat(cookies.open(cookies.bake(CLIENT, SECRET), 0)).isNotNull();
    }

    @Test
    @DisplayName("MUST discard from its memory the cookie key: a key that is retired late is forgotten no later for that")
    void aLateRenewalGivesNoSecondLife() {
        byte[] first = cookies.bake(CLIENT, SECRET);
        now += Duration.ofMillis(119_900).toNanos();
        byte[] second = cookies.bake(CLIENT, SECRET);
        assertThat(cookies.open(first, 0)).isNotNull();
        now += Duration.ofMillis(100).toNanos();
        assertThat(cookies.open(first, 0)).as("two lifetimes old").isNull();
        assertThat(cookies.open(second, 0)).isNotNull();
        now += Duration.ofMillis(59_999).toNanos();
        assertThat(cookies.open(second, 0)).as("less than a lifetime old").isNotNull();
    }

    @Test
    @DisplayName("secrets are wiped when no longer needed: a server that is closed after a pause leaves no key that is too old")
    void renewalOverwritesWhatIsTooOld() {
        byte[] cookie = cookies.bake(CLIENT, SECRET);
        long then = now;
        now += Duration.ofSeconds(120).toNanos();
        cookies.renew();
        now = then;
        assertThat(cookies.open(cookie, 0)).as("no key is left for it, whatever the time").isNull();
    }

    @Test
    @DisplayName("secrets are wiped when no longer needed: the last server that is closed leaves no key behind, however young")
    void theLastServerOverwritesAllKeys() {
        cookies.serverOpened();
        cookies.serverOpened();
        byte[] old = cookies.bake(CLIENT, SECRET);
        now += Duration.ofSeconds(60).toNanos();
        byte[] young = cookies.bake(CLIENT, SECRET);

        cookies.serverClosed();
        assertThat(cookies.open(old, 0)).as("another server is open").isNotNull();
        assertThat(cookies.open(young, 0)).isNotNull();

        cookies.serverClosed();
        assertThat(cookies.open(old, 0)).isNull();
        assertThat(cookies.open(young, 0)).isNull();
    }

    @Test
    void aServerThatIsOpenedAfterTheLastOneBeginsWithANewKey() {
        cookies.serverOpened();
        byte[] before = cookies.bake(CLIENT, SECRET);
        cookies.serverClosed();
        cookies.serverOpened();
        now += Duration.ofSeconds(30).toNanos();
        byte[] after = cookies.bake(CLIENT, SECRET);
        now += Duration.ofSeconds(59).toNanos();
        assertThat(cookies.open(after, 0)).isEqualTo(Hex.join(CLIENT, SECRET));
        assertThat(cookies.open(before, 0)).isNull();
    }

    @Test
    void whatIsSealedIsNotKept() {
        byte[] client = CLIENT.clone();
        byte[] cookie = cookies.bake(client, SECRET);
        Arrays.fill(client, (byte) 9);
        assertThat(cookies.open(cookie, 0)).startsWith(CLIENT);
    }
}
