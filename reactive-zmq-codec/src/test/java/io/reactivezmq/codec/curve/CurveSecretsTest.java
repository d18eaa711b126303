package io.reactivezmq.codec.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("secrets are wiped when no longer needed, also where something else fails")
class CurveSecretsTest {

    @Test
    void a_server_that_can_make_no_cookie_forgets_the_key_that_was_to_be_in_it() {
        List<byte[]> made = new ArrayList<>();
        CurveCookies broken = new CurveCookies(bytes -> {
            throw new IllegalStateException("no random numbers");
        }, () -> 0, Duration.ofSeconds(60));
        CurveServerMechanism server = new CurveServerMechanism(
                CurveSides.SERVER, broken, CurveSides.OF_SERVER, CurveSides.MAX_PROPERTIES, bytes -> {
                    Arrays.fill(bytes, (byte) 5);
                    made.add(bytes);
                });

        assertThatIllegalStateException().isThrownBy(
                () -> server.receive(CurveSpecTest.handmadeClient().hello(1), Unpooled.buffer()));
        assertThat(made).hasSize(1);
        assertThat(made.get(0)).isEqualTo(new byte[32]);
    }
}
