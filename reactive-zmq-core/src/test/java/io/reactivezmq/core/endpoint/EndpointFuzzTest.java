package io.reactivezmq.core.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.error.ZmqEndpointException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random text with fixed seeds, so that a failure is there again at the next run. */
class EndpointFuzzTest {

    private static final String CHARACTERS = "[]:*;%@/.-_0159afgZ \n\u00E4";
    private static final String[] STARTS = {
        "tcp://", "tcp://[", "tcp://[::", "tcp://1.2.3.", "tcp://a:1;", "ipc://", "inproc://", ""};

    @Test
    void any_text_is_either_refused_within_its_bounds_or_has_a_canonical_form() {
        Random random = new Random(37);
        for (int i = 0; i < 200_000; i++) {
            String text = randomText(random);
            try {
                Endpoint endpoint = Endpoint.parse(text);
                String canonical = endpoint.toString();
                assertThat(Endpoint.parse(canonical)).as(text).isEqualTo(endpoint).hasToString(canonical);
            } catch (ZmqEndpointException refusal) {
                assertThat(refusal.index().orElse(-1)).as(text).isBetween(0, text.length());
                assertThat(refusal.endpoint()).isEqualTo(text);
            }
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder(STARTS[random.nextInt(STARTS.length)]);
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.append(random.nextInt(3) == 0 ? ":1" : "").toString();
    }

    @Test
    @DisplayName("RFC 5952: the canonical text is the same address, and no two texts are")
    void an_ipv6_address_keeps_its_bytes() throws UnknownHostException {
        Random random = new Random(5952);
        for (int i = 0; i < 20_000; i++) {
            byte[] address = new byte[16];
            for (int b = 0; b < 16; b += 2) {
                if (random.nextInt(3) == 0) {
                    address[b] = (byte) random.nextInt();
                    address[b + 1] = (byte) random.nextInt();
                }
            }
            String full = Inet6Address.getByAddress(null, address, -1).getHostAddress();
            String host = new TcpEndpoint(full, 1).host();

            assertThat(InetAddress.getByName(host)).as(host).isEqualTo(InetAddress.getByAddress(address));
            assertThat(host).hasSizeLessThanOrEqualTo(full.length()).isEqualTo(new TcpEndpoint(host, 1).host());
        }
    }
}
