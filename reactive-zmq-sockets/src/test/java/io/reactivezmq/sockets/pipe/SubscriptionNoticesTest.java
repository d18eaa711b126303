package io.reactivezmq.sockets.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.BaseSubscriber;

@DisplayName("what an XPUB's application is told of subscriptions, and what waits for it when it does not read")
class SubscriptionNoticesTest {

    private final SubscriptionFeed<String> feed = new SubscriptionFeed<>();
    private final ConnectedPipe peer = ConnectedPipe.waiting(QueueOptions.defaults());
    private final List<String> told = new ArrayList<>();
    private final BaseSubscriber<String> reader = new BaseSubscriber<>() {
        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            // asks later
        }

        @Override
        protected void hookOnNext(String notice) {
            told.add(notice);
        }
    };

    @AfterEach
    void close() {
        peer.close();
    }

    private SubscriptionNotices<String> notices(boolean everyOne) {
        return notices(() -> everyOne);
    }

    private SubscriptionNotices<String> notices(BooleanSupplier everyOne) {
        feed.subscribe(reader);
        return new SubscriptionNotices<>(feed,
                (pipe, metadata, topic, subscribe) -> (subscribe ? "+" : "-") + new String(topic, UTF_8), everyOne);
    }

    private boolean add(SubscriptionNotices<String> notices, String notice) {
        boolean kept = notices.add(peer.pipe, notice.substring(1).getBytes(UTF_8), notice.charAt(0) == '+');
        notices.tell();
        return kept;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("a subscription that comes and goes unread leaves nothing")
    void whatWasNotToldNeedNotBeTakenBack(boolean everyOne) {
        SubscriptionNotices<String> notices = notices(everyOne);
        for (int i = 0; i < 1_000; i++) {
            add(notices, "+topic " + i);
            add(notices, "-topic " + i);
        }

        assertThat(notices.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("a subscription that was told is taken back, whatever happened meanwhile")
    void whatWasToldIsTakenBack(boolean everyOne) {
        SubscriptionNotices<String> notices = notices(everyOne);
        reader.request(1);
        add(notices, "+t");
        add(notices, "-t");
        add(notices, "+t");
        add(notices, "-t");
        reader.requestUnbounded();

        assertThat(told).containsExactly("+t", "-t");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("a cancel of what nobody had does not swallow the subscription behind it")
    void aCancelOutOfPlaceHidesNoSubscription(boolean everyOne) {
        SubscriptionNotices<String> notices = notices(everyOne);
        add(notices, "-t");
        add(notices, "+t");
        reader.requestUnbounded();

        assertThat(told).endsWith("+t");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("hostile E2: cancels of topics that nobody had are bounded in number while nobody reads")
    void aFloodOfCancelsIsBounded(boolean everyOne) {
        SubscriptionNotices<String> notices = notices(everyOne);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            refused += add(notices, "-topic " + i) ? 0 : 1;
        }
        assertThat(add(notices, "+topic")).isTrue();
        reader.requestUnbounded();

        assertThat(refused).isPositive();
        assertThat(told).hasSize(10_000 - refused + 1).endsWith("+topic");
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSE set while a topic is subscribed, and taken back: the next subscription to it is told")
    void aTopicThatWasToldInTheOtherFormIsToldAgain() {
        AtomicBoolean everyOne = new AtomicBoolean();
        SubscriptionNotices<String> notices = notices(everyOne::get);
        reader.requestUnbounded();
        add(notices, "+t");
        everyOne.set(true);
        add(notices, "-t");
        everyOne.set(false);
        add(notices, "+t");

        assertThat(told).containsExactly("+t", "-t", "+t");
    }

    @Test
    @DisplayName("verbose: what is repeated is told as often")
    void repetitionsAreTold() {
        SubscriptionNotices<String> notices = notices(true);
        add(notices, "+t");
        add(notices, "+t");
        reader.requestUnbounded();
        add(notices, "-t");

        assertThat(told).containsExactly("+t", "+t", "-t");
    }

    @Test
    @DisplayName("verbose: a cancel that is not told, because others want the topic, leaves nothing of its peer")
    void a_peer_that_goes_before_others_leaves_nothing() {
        SubscriptionNotices<String> notices = notices(true);
        add(notices, "+a");

        notices.cancel(peer.pipe, "a".getBytes(UTF_8), () -> true);

        assertThat(notices.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("verbose: the last cancel is told although its own subscription never was, because that of another peer had been")
    void the_last_cancel_takes_back_what_was_told_of_another() {
        try (ConnectedPipe last = ConnectedPipe.waiting(QueueOptions.defaults())) {
            byte[] topic = "a".getBytes(UTF_8);
            SubscriptionNotices<String> notices = notices(true);
            add(notices, "+a");
            reader.request(1);
            notices.add(last.pipe, topic, true);
            notices.cancel(peer.pipe, topic, () -> true);

            notices.cancel(last.pipe, topic, () -> false);
            notices.tell();
            reader.request(10);

            assertThat(told).containsExactly("+a", "-a");
        }
    }
}
