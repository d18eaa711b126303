package io.reactivezmq.sockets.contract;

/** RFC 28: REQ, REP, DEALER and ROUTER. */
interface Rfc28RequestReplyContract extends RequestContract, GivenUpRequestContract, SilentServerContract, BoundRequestContract,
        RawRequestContract, RelaxedRequestContract, RequestClientPeersContract, ReplyContract, DealerContract, RouterContract,
        RouterWaitingContract, RoutingIdContract, PeerDepartureContract, PeerQueueContract {
}
