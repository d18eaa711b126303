package io.reactivezmq.testsupport;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails a test run in which a Netty buffer was dropped without a release. Surefire and failsafe turn the error that is
 * thrown when the session closes into a failed build, whatever the tests said.
 */
public final class LeakCheck implements LauncherSessionListener {

    private static final int SHOWN_REPORTS = 5;

    private final LeakRecorder recorder = new LeakRecorder();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        // Before the first test class is loaded: Netty's classes ask the factory once, when they are initialized.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(recorder);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        recorder.collect();
        failOn(recorder.reports());
    }

    static void failOn(List<String> reports) {
        if (!reports.isEmpty()) {
            throw new AssertionError(reports.stream()
                    .limit(SHOWN_REPORTS)
                    .collect(Collectors.joining("\n\n", leaks(reports.size()), "\n")));
        }
    }

    private static String leaks(int count) {
        String shown = count > SHOWN_REPORTS ? " (the first " + SHOWN_REPORTS + " are shown)" : "";
        return "LEAK: buffers were dropped without a release, " + count + " report(s)" + shown + ":\n\n";
    }
}
