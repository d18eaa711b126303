package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What both ends have to set so that either is the other's server, and one user is let in. */
enum Mechanism {

    NULL {
        @Override
        Consumer<SocketOptions.Builder> ours(boolean weAreServer) {
            return options -> { };
        }

        @Override
        String[] theirs(boolean weAreServer) {
            return new String[0];
        }

        @Override
        void prepare(LibzmqPeer peer) {
        }
    },

    PLAIN {
        @Override
        Consumer<SocketOptions.Builder> ours(boolean weAreServer) {
            return options -> options.security(security -> security
                    .mechanism(weAreServer ? Security.plainServer() : Security.plain("alice", "secret"))
                    .authenticator(Authenticator.plain(Map.of("alice", "secret"))));
        }

        @Override
        String[] theirs(boolean weAreServer) {
            return weAreServer ? new String[] {"PLAIN_USERNAME=alice", "PLAIN_PASSWORD=secret"}
                    : new String[] {"PLAIN_SERVER=1"};
        }

        @Override
        void prepare(LibzmqPeer peer) {
            Peer.await(peer.authenticate("alice:secret"));
        }
    },

    CURVE {
        @Override
        Consumer<SocketOptions.Builder> ours(boolean weAreServer) {
            return options -> options.security(security -> security
                    .mechanism(weAreServer ? Security.curveServer(SERVER) : Security.curve(SERVER.publicKey(), CLIENT))
                    .authenticator(Authenticator.curve(List.of(CLIENT.publicKey()))));
        }

        @Override
        String[] theirs(boolean weAreServer) {
            return weAreServer
                    ? new String[] {"CURVE_SERVERKEY=" + SERVER.publicKey(), "CURVE_PUBLICKEY=" + CLIENT.publicKey(),
                        "CURVE_SECRETKEY=" + CLIENT.secretKeyZ85()}
                    : new String[] {"CURVE_SERVER=1", "CURVE_SECRETKEY=" + SERVER.secretKeyZ85()};
        }

        @Override
        void prepare(LibzmqPeer peer) {
        }
    };

    /** The sample keys of libzmq's documentation; none has a character that the peer's command line could not carry. */
    static final CurveKeyPair SERVER = CurveKeyPair.of(
            "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");
    static final CurveKeyPair CLIENT = CurveKeyPair.of(
            "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs");

    abstract Consumer<SocketOptions.Builder> ours(boolean weAreServer);

    /** libzmq's options. */
    abstract String[] theirs(boolean weAreServer);

    /** To be called before the first socket of this mechanism is opened there. */
    abstract void prepare(LibzmqPeer peer);
}
