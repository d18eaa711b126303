package io.reactivezmq.testsupport;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what Netty's leak detectors report, instead of only logging it as Netty does. Thread-safe. */
final class LeakRecorder extends ResourceLeakDetectorFactory {

    private static final int GC_ATTEMPTS = 50;
    private static final int GC_WAIT_MILLIS = 100;

    /**
     * The incubator's io_uring for Netty 4.1, which is no longer maintained, loses the buffer of a read that is in flight
     * when the peer's close and ours meet. Nobody but the transport ever saw that buffer: its record has no access.
     */
    private static final String INCUBATOR_READ = "io.netty.incubator.channel.uring.AbstractIOUringStreamChannel";
    private static final String FIRST_ACCESS = "#1:";

    private final Queue<String> reports = new ConcurrentLinkedQueue<>();
    private final Queue<RecordingDetector<?>> detectors = new ConcurrentLinkedQueue<>();

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
        RecordingDetector<T> detector = new RecordingDetector<>(resource, samplingInterval);
        detectors.add(detector);
        return detector;
    }

    @Override
    @Deprecated
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval, long maxActive) {
        return newResourceLeakDetector(resource, samplingInterval);
    }

    /** What was reported so far: the kind of resource and where it was created and touched. */
    List<String> reports() {
        return List.copyOf(reports);
    }

    /**
     * Forces the report of everything that has been dropped without a release. A detector learns of it only when the
     * collector has run, and reports only when it is given the next resource to track.
     */
    void collect() {
        // The references of one collection are handed over one by one, so all of the first are there after the second.
        awaitGarbageCollection();
        awaitGarbageCollection();
        detectors.forEach(RecordingDetector::poll);
    }

    static boolean isLostByTheIncubator(String records) {
        return records.contains(INCUBATOR_READ) && !records.contains(FIRST_ACCESS);
    }

    private static void awaitGarbageCollection() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
        try {
            for (int attempt = 0; attempt < GC_ATTEMPTS; attempt++) {
                System.gc();
                if (collected.remove(GC_WAIT_MILLIS) != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Reference.reachabilityFence(canary);
        }
        throw new IllegalStateException("the garbage collector did not run: leaks cannot be ruled out");
    }

    private final class RecordingDetector<T> extends ResourceLeakDetector<T> {

        RecordingDetector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        void poll() {
            @SuppressWarnings("unchecked") // the detector only ever asks the resource for its identity
            ResourceLeakDetector<Object> self = (ResourceLeakDetector<Object>) this;
            Object probe = new Object();
            ResourceLeakTracker<Object> tracker = self.track(probe);
            if (tracker != null) {
                tracker.close(probe);
            }
        }

        @Override
        protected boolean needReport() {
            return true; // also when the error log is switched off
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            if (!isLostByTheIncubator(records)) {
                reports.add(resourceType + records);
            }
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            reports.add(resourceType + " (no record of where it was created)");
        }
    }
}
