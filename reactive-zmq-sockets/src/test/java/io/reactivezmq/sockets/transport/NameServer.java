package io.reactivezmq.sockets.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A name service on loopback (RFC 1035) that knows one set of addresses, whatever the name: it answers with those of the kind
 * asked for, or, having none at all, that there is no such name.
 */
final class NameServer implements Closeable {

    static final int A = 1;
    static final int AAAA = 28;

    private static final int HEADER = 12;
    private static final int MAX = 512;
    private static final short ANSWER = (short) 0x8180;
    private static final short NO_SUCH_NAME = (short) 0x8183;
    private static final short POINTER_TO_NAME = (short) 0xC00C;

    /** The types of the records that were asked for. */
    final Queue<Integer> asked = new ConcurrentLinkedQueue<>();
    private final DatagramSocket socket;
    private volatile List<InetAddress> addresses;

    NameServer(InetAddress... addresses) {
        this.addresses = List.of(addresses);
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void change(InetAddress... changed) {
        addresses = List.of(changed);
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[MAX], MAX);
                socket.receive(query);
                byte[] answer = answer(ByteBuffer.wrap(query.getData(), 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private byte[] answer(ByteBuffer query) {
        int end = HEADER;
        while (query.get(end) != 0) {
            end += 1 + query.get(end);
        }
        int type = query.getShort(end + 1);
        asked.add(type);
        List<InetAddress> known = addresses;
        List<byte[]> found = known.stream().map(InetAddress::getAddress)
                .filter(bytes -> (bytes.length == 4) == (type == A)).toList();
        ByteBuffer out = ByteBuffer.allocate(MAX);
        out.putShort(query.getShort(0)).putShort(known.isEmpty() ? NO_SUCH_NAME : ANSWER).putShort((short) 1)
                .putShort((short) found.size()).putInt(0);
        out.put(query.array(), HEADER, end + 5 - HEADER);
        for (byte[] bytes : found) {
            out.putShort(POINTER_TO_NAME).putShort((short) type).putShort((short) 1).putInt(0);
            out.putShort((short) bytes.length).put(bytes);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(out.array(), 0, out.position());
        return answer.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
