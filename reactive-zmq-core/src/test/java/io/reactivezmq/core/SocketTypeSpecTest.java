package io.reactivezmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTypeSpecTest {

    @DisplayName("RFC 37: 'For each socket type, its legal peer types are as follows'; STREAM is no ZMTP and has none")
    @ParameterizedTest(name = "{0} talks to {1}")
    @CsvSource({
        "REQ,    REP ROUTER",
        "REP,    REQ DEALER",
        "DEALER, REP DEALER ROUTER",
        "ROUTER, REQ DEALER ROUTER",
        "PUB,    SUB XSUB",
        "XPUB,   SUB XSUB",
        "SUB,    PUB XPUB",
        "XSUB,   PUB XPUB",
        "PUSH,   PULL",
        "PULL,   PUSH",
        "PAIR,   PAIR",
        "STREAM, ''",
    })
    void a_type_talks_to_its_legal_peers_only(SocketType type, String peers) {
        Set<SocketType> legal = Stream.of(peers.split(" "))
                .filter(name -> !name.isEmpty())
                .map(SocketType::valueOf)
                .collect(Collectors.toSet());

        assertThat(type.peers()).isEqualTo(legal);
        assertThat(SocketType.values()).allSatisfy(peer ->
                assertThat(type.accepts(peer)).as("%s accepts %s", type, peer).isEqualTo(legal.contains(peer)));
    }

    @ParameterizedTest
    @EnumSource
    void legality_is_symmetric(SocketType type) {
        assertThat(SocketType.values())
                .allSatisfy(peer -> assertThat(type.accepts(peer)).isEqualTo(peer.accepts(type)));
    }

    @Test
    @DisplayName("RFC 37: 'socket-type = \"REQ\" | \"REP\" | \"DEALER\" | \"ROUTER\" | \"PUB\" | \"XPUB\" ...'")
    void names_on_the_wire_are_upper_case() {
        assertThat(Arrays.stream(SocketType.values()).map(SocketType::wireName)).containsExactly(
                "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB", "STREAM");
    }

    @ParameterizedTest
    @EnumSource
    void a_name_and_a_code_lead_back_to_the_type(SocketType type) {
        assertThat(SocketType.ofWireName(type.wireName())).contains(type);
        assertThat(SocketType.ofCode(type.code())).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pub", "PUB ", "SERVER", "PUB\0"})
    void names_are_compared_exactly(String name) {
        assertThat(SocketType.ofWireName(name)).isEmpty();
    }

    @Test
    @DisplayName("RFC 15: 'PAIR = %X00 ... PUSH = %X08'; zmq.h goes on with XPUB 9, XSUB 10, STREAM 11")
    void codes_are_those_of_libzmq() {
        assertThat(Arrays.stream(SocketType.values()).map(SocketType::code))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(SocketType.ofCode(-1)).isEmpty();
        assertThat(SocketType.ofCode(12)).isEmpty();
    }

    @Test
    @DisplayName("RFC 37: 'A REQ, DEALER, or ROUTER peer connecting to a ROUTER MAY announce its identity'")
    void three_types_send_their_routing_id() {
        assertThat(SocketType.values()).filteredOn(SocketType::sendsIdentity)
                .containsExactly(SocketType.REQ, SocketType.DEALER, SocketType.ROUTER);
    }
}
