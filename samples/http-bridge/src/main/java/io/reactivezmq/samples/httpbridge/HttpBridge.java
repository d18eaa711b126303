package io.reactivezmq.samples.httpbridge;

/** The program: serves HTTP until it is interrupted. */
public final class HttpBridge {

    private HttpBridge() {
    }

    public static void main(String[] arguments) {
        BridgeSettings settings;
        try {
            settings = BridgeSettings.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        BridgeServer server = BridgeServer.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("POST to http:" + server.endpoint().toString().substring("tcp:".length())
                + ", answered by " + settings.backend());
        server.onClose().block();
    }
}
