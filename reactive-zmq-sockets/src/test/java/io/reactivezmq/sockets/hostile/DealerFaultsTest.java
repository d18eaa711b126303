package io.reactivezmq.sockets.hostile;

import org.junit.jupiter.api.DisplayName;

@DisplayName("C, D. Framing and commands: a DEALER that listens")
class DealerFaultsTest extends WireFaults<DealerUnderAttack> {

    DealerFaultsTest() {
        super("DEALER", DealerUnderAttack::new);
    }
}
