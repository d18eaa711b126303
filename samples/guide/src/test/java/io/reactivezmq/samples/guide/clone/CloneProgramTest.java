package io.reactivezmq.samples.guide.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.endpoint.Endpoint;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloneProgramTest {

    private static List<Endpoint> endpoints(String... texts) {
        return List.of(texts).stream().map(Endpoint::parse).toList();
    }

    @Test
    @DisplayName("RFC 12: the server has a SNAPSHOT port P, a PUBLISHER port P + 1, and a COLLECTOR port P + 2")
    void one_endpoint_is_the_first_of_three() {
        assertThat(CloneProgram.three(endpoints("tcp://host:5556")))
                .isEqualTo(endpoints("tcp://host:5556", "tcp://host:5557", "tcp://host:5558"));
    }

    @Test
    @DisplayName("the system may choose the ports, and endpoints may be anywhere, if there are three of them")
    void other_endpoints_may_be_given() {
        assertThat(CloneProgram.three(endpoints("tcp://*:*"))).isEqualTo(endpoints("tcp://*:0", "tcp://*:0", "tcp://*:0"));
        assertThat(CloneProgram.three(endpoints("ipc://a", "tcp://b:1", "tcp://c:2")))
                .isEqualTo(endpoints("ipc://a", "tcp://b:1", "tcp://c:2"));
        assertThatThrownBy(() -> CloneProgram.three(endpoints("ipc://a"))).hasMessageContaining("or three endpoints");
        assertThatThrownBy(() -> CloneProgram.three(endpoints("tcp://a:1", "tcp://b:1")))
                .hasMessageContaining("or three endpoints");
    }
}
