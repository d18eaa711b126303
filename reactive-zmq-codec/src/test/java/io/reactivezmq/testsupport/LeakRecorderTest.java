package io.reactivezmq.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {

    private final LeakRecorder recorder = new LeakRecorder();
    private final ResourceLeakDetector<Resource> detector = recorder.newResourceLeakDetector(Resource.class, 1);

    @Test
    void a_resource_that_is_dropped_without_a_release_is_reported_with_where_it_was_created() {
        drop();

        recorder.collect();

        assertThat(recorder.reports())
                .singleElement().asString()
                .contains("Resource", getClass().getSimpleName() + ".java");
    }

    @Test
    void a_resource_that_was_released_is_not_reported() {
        Resource resource = new Resource();
        ResourceLeakTracker<Resource> tracker = detector.track(resource);
        tracker.close(resource);

        recorder.collect();

        assertThat(recorder.reports()).isEmpty();
    }

    @Test
    void a_resource_that_is_still_in_use_is_not_reported() {
        Resource resource = new Resource();
        ResourceLeakTracker<Resource> tracker = detector.track(resource);

        recorder.collect();

        assertThat(recorder.reports()).isEmpty();
        assertThat(tracker.close(resource)).isTrue();
    }

    @Test
    void every_test_run_tracks_every_buffer_with_a_recorder() {
        assertThat(ResourceLeakDetectorFactory.instance()).isInstanceOf(LeakRecorder.class);
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        ByteBuf buffer = Unpooled.directBuffer(1);
        try {
            assertThat(buffer.getClass().getSimpleName()).contains("LeakAware");
        } finally {
            buffer.release();
        }
    }

    @Test
    void a_run_without_reports_passes_and_one_with_reports_fails_and_shows_the_first() {
        assertThatCode(() -> LeakCheck.failOn(List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> LeakCheck.failOn(Collections.nCopies(7, "ByteBuf created at here")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("LEAK", "7 report", "first 5", "ByteBuf created at here");
    }

    @Test
    void a_read_that_the_incubators_io_uring_lost_is_not_reported_but_one_that_somebody_saw_is() {
        String created = "Created at:\n\tio.netty.incubator.channel.uring.AbstractIOUringStreamChannel$IOUringStreamUnsafe"
                + ".scheduleRead0(AbstractIOUringStreamChannel.java:251)\n";

        assertThat(LeakRecorder.isLostByTheIncubator("\nRecent access records: \n" + created)).isTrue();
        assertThat(LeakRecorder.isLostByTheIncubator(
                "\nRecent access records: \n#1:\n\tio.reactivezmq.codec.wire.FrameDecoder.decode\n" + created)).isFalse();
        assertThat(LeakRecorder.isLostByTheIncubator("\nRecent access records: \nCreated at:\n\tHere\n")).isFalse();
    }

    private void drop() {
        detector.track(new Resource());
    }

    private static final class Resource {}
}
