package io.reactivezmq.sockets.contract;

/** RFC 30: PUSH and PULL. */
interface Rfc30PipelineContract extends PipelineContract, QueueContract, PeerQueueContract {
}
