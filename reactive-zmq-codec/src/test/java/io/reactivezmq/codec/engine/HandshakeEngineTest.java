package io.reactivezmq.codec.engine;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.test.PlainCoding;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeEngineTest {

    private final HandshakeEngine engine = HandshakeRun.engine(HandshakeRun.settings(SocketType.DEALER));
    private final ByteBuf out = Unpooled.buffer();

    @Test
    void aWholeHandshakeGoesThroughItsPhases() {
        assertThat(engine.phase()).isEqualTo(HandshakePhase.CREATED);
        engine.start(out);
        assertThat(engine.phase()).isEqualTo(HandshakePhase.GREETING);
        assertThat(receive(greeting(1, "NULL"))).isFalse();
        assertThat(engine.phase()).isEqualTo(HandshakePhase.COMMANDS);
        assertThat(receive(ready("ROUTER"))).isTrue();
        assertThat(engine.phase()).isEqualTo(HandshakePhase.COMPLETE);
        assertThat(engine.peer().socketType()).isEqualTo(SocketType.ROUTER);
        assertThatBytes(out).isExactly("FF 00*8 7F 03 01 'NULL' 00*48",
                "04 29 05 'READY' 0B 'Socket-Type' 00000006 'DEALER' 08 'Identity' 00000000");
    }

    @Test
    void onlyTheHandshakesBytesAreCounted() {
        engine.start(out);
        receive(Hex.bytes("FF 00 00"));
        assertThat(engine.bytesReceived()).isEqualTo(3);
        receive(Hex.join(Hex.bytes("00*6 7F"), tail(greeting(1, "NULL"), 10), ready("ROUTER"), new byte[100]));
        assertThat(engine.bytesReceived()).isEqualTo(64 + ready("ROUTER").length);
    }

    @Test
    void afterTheHandshakeNothingIsRead() {
        engine.start(out);
        receive(Hex.join(greeting(1, "NULL"), ready("ROUTER")));
        ByteBuf in = Unpooled.wrappedBuffer(Hex.bytes("FF FF"));
        assertThat(engine.receive(in, out)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(2);
    }

    @Test
    void anEngineThatFailedStaysFailed() {
        engine.start(out);
        ZmqProtocolException first = failure(Hex.bytes("'GET'"));
        assertThat(failure(Hex.join(greeting(1, "NULL"), ready("ROUTER")))).isSameAs(first);
        assertThat(engine.phase()).isEqualTo(HandshakePhase.FAILED);
        assertThatIllegalStateException().isThrownBy(engine::peer);
        assertThat(engine.bytesReceived()).isEqualTo(1);
    }

    @Test
    void theOrderOfCallsIsChecked() {
        assertThatIllegalStateException().isThrownBy(() -> receive(new byte[0]));
        assertThatIllegalStateException().isThrownBy(engine::peer);
        engine.start(out);
        assertThatIllegalStateException().isThrownBy(() -> engine.start(out));
    }

    @Test
    void twoEnginesGetAlongWithEachOther() {
        byte[] identity = Hex.bytes("'id'");
        HandshakeEngine router = HandshakeRun.engine(HandshakeRun.settings(SocketType.ROUTER));
        HandshakeEngine dealer = HandshakeRun.engine(new HandshakeSettings(SocketType.DEALER, identity, 1024, 8));
        ByteBuf toRouter = Unpooled.buffer();
        ByteBuf toDealer = Unpooled.buffer();
        dealer.start(toRouter);
        router.start(toDealer);
        // signature, version, the rest and READY: whoever answers first, nothing is left to say after four rounds
        for (int round = 0; round < 4; round++) {
            router.receive(toRouter, toDealer);
            dealer.receive(toDealer, toRouter);
        }
        assertThat(router.peer()).hasToString("DEALER peer, ZMTP 3.1, identity \"id\"");
        assertThat(dealer.peer()).hasToString("ROUTER peer, ZMTP 3.1");
        assertThat(toRouter.isReadable() || toDealer.isReadable()).isFalse();
    }

    @Test
    void memoryFollowsTheBytesThatArrivedNotTheLengthAnnounced() {
        List<CommandReader> readers = new ArrayList<>();
        // 2 TiB are announced in all and 1 MB arrives
        for (int i = 0; i < 1000; i++) {
            CommandReader reader = new CommandReader();
            assertThat(reader.read(Unpooled.wrappedBuffer(Hex.bytes("06 00*4 7F FF FF F0")), Integer.MAX_VALUE)).isNull();
            assertThat(reader.read(Unpooled.wrappedBuffer(new byte[1000]), Integer.MAX_VALUE)).isNull();
            readers.add(reader);
        }
        assertThat(readers).hasSize(1000);
    }

    @Test
    void aMechanismOfSeveralCommandsAndAnswersNeedsNothingElse() {
        TalkativeMechanism mechanism = new TalkativeMechanism();
        HandshakeEngine talkative = new HandshakeEngine(HandshakeRun.settings(SocketType.REP), mechanism);
        talkative.start(out);
        ByteBuf in = Unpooled.wrappedBuffer(greeting(1, "TALK"), command("ONE"), command("TWO"), Hex.bytes("00 00"));
        assertThat(talkative.receive(in, out)).isTrue();
        assertThat(mechanism.heard).containsExactly("03 4F 4E 45", "03 54 57 4F");
        assertThatBytes(in).isExactly("00 00");
    }

    @Test
    void aMechanismThatWaitedForAThirdPartyGoesOnWithoutInput() {
        TalkativeMechanism mechanism = new TalkativeMechanism();
        HandshakeEngine talkative = new HandshakeEngine(HandshakeRun.settings(SocketType.REP), mechanism);
        talkative.start(out);
        talkative.receive(Unpooled.wrappedBuffer(greeting(1, "TALK"), command("ONE")), out);
        mechanism.complete = true;
        ByteBuf traffic = Unpooled.wrappedBuffer(Hex.bytes("00 00"));
        assertThat(talkative.receive(Unpooled.EMPTY_BUFFER, out)).isTrue();
        assertThat(talkative.receive(traffic, out)).isTrue();
        assertThatBytes(traffic).isExactly("00 00");
        assertThat(talkative.peer().socketType()).isEqualTo(SocketType.REQ);
        assertThatBytes(out).isExactly("FF 00*8 7F 03 01 'TALK' 00*16 01 00*31 'start' 'answer'");
    }

    @Test
    void theSecretsOfATrafficThatNeverBeginsAreForgotten() {
        TalkativeMechanism refused = new TalkativeMechanism();
        refused.complete = true;
        HandshakeEngine push = new HandshakeEngine(HandshakeRun.settings(SocketType.PUSH), refused);
        push.start(out);
        assertThatExceptionOfType(ZmqProtocolException.class)
                .isThrownBy(() -> push.receive(Unpooled.wrappedBuffer(greeting(1, "TALK")), out));
        assertThat(refused.coding.isDestroyed()).isTrue();

        TalkativeMechanism left = new TalkativeMechanism();
        completed(left).destroy();
        assertThat(left.coding.isDestroyed()).isTrue();
    }

    @Test
    void theSecretsOfTheTrafficAreTheCallersOnceHeHasThem() {
        TalkativeMechanism mechanism = new TalkativeMechanism();
        HandshakeEngine rep = completed(mechanism);
        rep.trafficCoding();
        rep.destroy();
        assertThat(mechanism.coding.isDestroyed()).isFalse();
    }

    private HandshakeEngine completed(TalkativeMechanism mechanism) {
        mechanism.complete = true;
        HandshakeEngine rep = new HandshakeEngine(HandshakeRun.settings(SocketType.REP), mechanism);
        rep.start(out);
        assertThat(rep.receive(Unpooled.wrappedBuffer(greeting(1, "TALK")), out)).isTrue();
        return rep;
    }

    private boolean receive(byte[] bytes) {
        return engine.receive(Unpooled.wrappedBuffer(bytes), out);
    }

    private ZmqProtocolException failure(byte[] bytes) {
        ZmqProtocolException[] failure = new ZmqProtocolException[1];
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> receive(bytes))
                .satisfies(thrown -> failure[0] = thrown);
        return failure[0];
    }

    private static byte[] tail(byte[] bytes, int from) {
        return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /** Answers every command; complete after the second one, or when somebody else says so. */
    private static final class TalkativeMechanism implements Mechanism {

        final List<String> heard = new ArrayList<>();
        boolean complete;
        final PlainCoding coding = new PlainCoding();

        @Override
        public String name() {
            return "TALK";
        }

        @Override
        public boolean asServer() {
            return true;
        }

        @Override
        public void start(ByteBuf out) {
            out.writeBytes(Hex.bytes("'start'"));
        }

        @Override
        public void receive(byte[] body, ByteBuf out) {
            heard.add(Hex.of(body));
            out.writeBytes(Hex.bytes("'answer'"));
        }

        @Override
        public boolean isComplete() {
            return complete || heard.size() == 2;
        }

        @Override
        public Metadata peerMetadata() {
            return Metadata.decode(property("Socket-Type", "REQ"), 1);
        }

        @Override
        public PlainCoding trafficCoding() {
            return coding;
        }
    }
}
