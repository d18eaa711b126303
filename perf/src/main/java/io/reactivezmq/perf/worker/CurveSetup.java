package io.reactivezmq.perf.worker;

import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import java.util.function.Consumer;

/**
 * The two ends of a CURVE connection in a measurement: whoever binds is the server and takes any client key, as every library
 * does that nobody told whom to trust. The keys are the samples of libzmq's documentation, the same in {@code zmq_perf.c}.
 */
final class CurveSetup {

    static final CurveKeyPair SERVER = CurveKeyPair.of(
            "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");
    static final CurveKeyPair CLIENT = CurveKeyPair.of(
            "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs");

    private CurveSetup() {
    }

    static Consumer<SocketOptions.Builder> ourServer() {
        return options -> options.security(Security.curveServer(SERVER));
    }

    static Consumer<SocketOptions.Builder> ourClient() {
        return options -> options.security(Security.curve(SERVER.publicKey(), CLIENT));
    }
}
