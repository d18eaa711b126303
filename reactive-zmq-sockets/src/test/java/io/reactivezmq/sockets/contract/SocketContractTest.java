package io.reactivezmq.sockets.contract;

/** The whole contract. A transport keeps it when a class that implements this passes. */
interface SocketContractTest extends PipelineContract, QueueContract, PublishContract, EndpointContract, LossContract,
        EventContract, ClosingContract, XPubContract, XPubDecisionContract, XSubContract,
        RequestContract, GivenUpRequestContract, ReplyContract, DealerContract, RouterContract, RoutingIdContract, PairContract {
}
