package io.reactivezmq.sockets.contract;

/** RFC 29: PUB, SUB, XPUB and XSUB. */
interface Rfc29PublishSubscribeContract extends PublishContract, XPubContract, XPubDecisionContract, XSubContract {
}
