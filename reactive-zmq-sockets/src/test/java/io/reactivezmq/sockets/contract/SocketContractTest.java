package io.reactivezmq.sockets.contract;

/**
 * The whole contract. A transport keeps it when a class that implements this passes. Which clause of which RFC is where, and
 * that none is forgotten, is checked by {@link RfcClausesTest}.
 */
interface SocketContractTest extends Rfc28RequestReplyContract, Rfc29PublishSubscribeContract, Rfc30PipelineContract,
        Rfc31ExclusivePairContract, EndpointContract, LossContract, EventContract, ClosingContract, ClosingStatesContract,
        ClosingTypesContract, OptionsContract, LiveOptionsContract, LivePubSubOptionsContract,
        LiveRoutingOptionsContract, ThreadsContract {
}
