package io.reactivezmq.codec.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.CurveCookies;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the cookie keys are kept for the sockets that are, or were, CURVE servers, and no longer")
class CookieUseTest {

    private static final SecurityOptions SERVER = SecurityOptions.defaults().mutate(
            security -> security.mechanism(Security.curveServer(CurveKeyPair.generate())));

    private final AtomicInteger asked = new AtomicInteger();
    private final CurveCookies cookies = new CurveCookies(bytes -> { }, System::nanoTime, Duration.ofSeconds(60));
    private final CookieUse use = new CookieUse(() -> {
        asked.incrementAndGet();
        return cookies;
    });

    @Test
    void aSocketWithoutCurveNeedsNoCookies() {
        use.begin(SecurityOptions.defaults());
        use.end();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aServerCountsOnceHoweverOftenItsOptionsChange() {
        use.begin(SERVER);
        use.begin(SERVER);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSocketThatIsNoServerAnyMoreCountsUntilItsEnd() {
        use.begin(SERVER);
        use.begin(SecurityOptions.defaults());
        assertThat(asked).hasValue(1);
        use.end();
        assertThat(asked).hasValue(2);
    }

    @Test
    void nothingCountsAfterTheEnd() {
        use.begin(SERVER);
        use.end();
        use.begin(SERVER);
        use.end();
        assertThat(asked).hasValue(2);
    }
}
