package io.reactivezmq.sockets.contract;

/** RFC 31: PAIR. */
interface Rfc31ExclusivePairContract extends PairContract, PeerQueueContract {
}
