package io.reactivezmq.sockets.contract;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A SOCKS5 proxy with just what RFC 1928 and RFC 1929 ask of it; remembers what its clients wanted. */
final class SocksServer implements AutoCloseable {

    private static final int NO_AUTHENTICATION = 0;
    private static final int USERNAME_PASSWORD = 2;

    private final ServerSocket listener;
    private final @Nullable String credentials;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param credentials {@code user:password}, null to ask for none */
    SocksServer(@Nullable String credentials) throws IOException {
        this.credentials = credentials;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        run(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Type and host of each request: 1 an IPv4 address, 3 a name, 4 an IPv6 address. */
    List<String> requests() {
        return requests;
    }

    private static void run(IoAction action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (IOException closed) {
                Thread.currentThread().interrupt(); // the other side or the test has ended the connection
            }
        }, "socks");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            open.add(client);
            run(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.readByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        out.write(new byte[] {5, (byte) (credentials == null ? NO_AUTHENTICATION : USERNAME_PASSWORD)});
        if (credentials != null && !authenticate(in, out)) {
            client.close();
            return;
        }
        in.readFully(new byte[3]);
        int type = in.readUnsignedByte();
        byte[] host = new byte[type == 1 ? 4 : type == 4 ? 16 : in.readUnsignedByte()];
        in.readFully(host);
        int port = in.readUnsignedShort();
        String name = type == 3 ? new String(host, StandardCharsets.US_ASCII) : InetAddress.getByAddress(host).getHostAddress();
        requests.add(type + " " + name);
        // names mean this machine: that the proxy resolves them is what the test is about
        Socket target = new Socket(type == 3 ? "127.0.0.1" : name, port);
        open.add(target);
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        run(() -> in.transferTo(target.getOutputStream()));
        target.getInputStream().transferTo(out);
    }

    private boolean authenticate(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        byte[] user = new byte[in.readUnsignedByte()];
        in.readFully(user);
        byte[] password = new byte[in.readUnsignedByte()];
        in.readFully(password);
        String given = new String(user, StandardCharsets.UTF_8) + ":" + new String(password, StandardCharsets.UTF_8);
        boolean right = given.equals(credentials);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private interface IoAction {
        void run() throws IOException;
    }
}
