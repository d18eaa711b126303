package io.reactivezmq.sockets.hostile;

import org.junit.jupiter.api.DisplayName;

@DisplayName("C, D. Framing and commands: a PAIR that listens: an attacker is its peer, and leaves the place to the next one")
class PairFaultsTest extends WireFaults<PairUnderAttack> {

    PairFaultsTest() {
        super("PAIR", PairUnderAttack::new);
    }
}
