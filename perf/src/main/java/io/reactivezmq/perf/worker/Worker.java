package io.reactivezmq.perf.worker;

import java.util.function.Consumer;

/** Both ends of one case in one library. The end that binds says {@link WorkerLine#READY}. */
public interface Worker {

    /**
     * Runs the receiver, and the sender beside it when the role is {@link Role#BOTH}: measures, says
     * {@link WorkerLine#RESULT} and returns.
     *
     * @param settings what to do
     * @param parent   takes the lines for the parent
     */
    void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws Exception;

    /**
     * Runs the sender; it returns only if it cannot go on.
     *
     * @param settings what to do
     * @param parent   takes the lines for the parent
     */
    void send(WorkerSettings settings, Consumer<WorkerLine> parent) throws Exception;
}
