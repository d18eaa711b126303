package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A socket type with as much room as the test gives it. Its event loop runs when the test says so. */
final class ControlledRoute implements OutboundRoute, AutoCloseable {

    final List<ZmqMessage> sent = new ArrayList<>();
    final Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int room;
    /** Whether publishers are to rest. */
    boolean rest;
    /** The text of a message that nobody can get. */
    @Nullable String refuse;

    ControlledRoute(int room) {
        this.room = room;
    }

    List<String> texts() {
        return Messages.texts(sent);
    }

    void makeRoom(int messages) {
        room += messages;
    }

    void run() {
        channel.runPendingTasks();
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        if (message.frameAsString(0).equals(refuse)) {
            throw new ZmqUnroutableException("nobody takes " + refuse);
        }
        if (room == 0) {
            return false;
        }
        room--;
        sent.add(message);
        return true;
    }

    @Override
    public boolean wantsMore() {
        return room > 0;
    }

    @Override
    public boolean rests(Runnable wakeUp) {
        return rest;
    }

    @Override
    public void dropped(DropReason reason, long messages) {
        drops.merge(reason, messages, Long::sum);
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
