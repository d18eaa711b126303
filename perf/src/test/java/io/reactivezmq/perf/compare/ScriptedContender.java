package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import java.util.List;

/** A contender whose workers are a line of shell each; the endpoint is {@code $0}. */
class ScriptedContender implements Contender {

    static final String UNTIL_TOLD_TO_END = "cat > /dev/null";

    private final String label;
    private final String receive;
    private final String send;

    ScriptedContender(String label, String receive, String send) {
        this.label = label;
        this.receive = receive;
        this.send = send;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public void prepare() {
    }

    @Override
    public List<String> command(Role role, Job job, String endpoint) {
        return List.of("sh", "-c", role == Role.RECEIVE ? receive : send, endpoint);
    }
}
