package io.reactivezmq.perf.worker;

/** Threads that do not keep a worker alive. */
final class Daemons {

    private Daemons() {
    }

    /** Starts one; its failure ends the process, because a measurement without it means nothing. */
    static void start(String name, Runnable task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Results.die(e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }
}
