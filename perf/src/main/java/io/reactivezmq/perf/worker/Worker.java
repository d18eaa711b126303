package io.reactivezmq.perf.worker;

import java.util.function.Consumer;

/** Both ends of one case in one library. */
public interface Worker {

    /**
     * Runs the receiver: binds, says {@link WorkerLine#READY}, measures, says {@link WorkerLine#RESULT} and returns.
     *
     * @param settings what to do
     * @param parent   takes the lines for the parent
     */
    void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws Exception;

    /** Runs the sender; it returns only if it cannot go on. */
    void send(WorkerSettings settings) throws Exception;
}
