"""The libzmq peers around a proxy: one process plays one role, and its last line is 'ok ...' or says what went wrong.

Message n of peer p is struct '<II' (p, n). Whoever receives checks that the numbers of each peer on each of its sockets only grow
(nothing is overtaken), and that in the end every number was there (nothing is lost or doubled).
"""
import struct
import sys

import zmq

PATIENCE = 90_000
# for what was sent: whoever waits for it on the other side has the patience
FOR_EVER = -1
NUMBER = struct.Struct('<II')


def connected(context, kind, url, **options):
    socket = context.socket(kind)
    for name, value in options.items():
        socket.setsockopt(getattr(zmq, name), value)
    socket.connect(url)
    return socket


class Checked:
    """What came, by socket and by peer."""

    def __init__(self, peers, count):
        self.last = {}
        self.seen = [bytearray(count) for _ in range(peers)]
        self.left = peers * count

    def take(self, socket, frame):
        peer, number = NUMBER.unpack(frame)
        if number <= self.last.get((socket, peer), -1):
            raise AssertionError(f'{number} of {peer} came after {self.last[socket, peer]}')
        if self.seen[peer][number]:
            raise AssertionError(f'{number} of {peer} came twice')
        self.last[socket, peer] = number
        self.seen[peer][number] = 1
        self.left -= 1


def ready(poller):
    events = poller.poll(PATIENCE)
    if not events:
        raise AssertionError('nothing comes any more')
    return [socket for socket, event in events if event & zmq.POLLIN]


def waiting(socket):
    """The messages that are there."""
    while True:
        try:
            yield socket.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            return


def collect(sockets, checked):
    poller = zmq.Poller()
    for socket in sockets:
        poller.register(socket, zmq.POLLIN)
    while checked.left:
        for socket in ready(poller):
            for frames in waiting(socket):
                checked.take(socket, frames[-1])


def push(context, url, peer, count):
    socket = connected(context, zmq.PUSH, url, SNDTIMEO=PATIENCE)
    for number in range(count):
        socket.send(NUMBER.pack(peer, number))
    socket.close(linger=FOR_EVER)


def pull(context, url, sockets, peers, count):
    workers = [connected(context, zmq.PULL, url) for _ in range(sockets)]
    collect(workers, Checked(peers, count))


def publish(context, url, topics, count):
    socket = connected(context, zmq.XPUB, url, SNDHWM=0, RCVTIMEO=PATIENCE)
    awaited = {b'\x01' + topic(i) for i in range(topics)}
    while awaited:
        awaited.discard(socket.recv())
    for number in range(count):
        for i in range(topics):
            socket.send_multipart([topic(i), NUMBER.pack(i, number)])
    socket.close(linger=FOR_EVER)


def topic(i):
    return b'topic-%d.' % i


def subscribe(context, url, i, count):
    socket = connected(context, zmq.SUB, url, RCVHWM=0, SUBSCRIBE=topic(i))
    checked = Checked(i + 1, count)
    checked.left = count
    collect([socket], checked)


def ask(context, url, peers, count, window):
    """Each client has so many questions under way, fewer than any high-water mark."""
    clients = [connected(context, zmq.DEALER, url, ROUTING_ID=b'c%d' % peer) for peer in range(peers)]
    poller = zmq.Poller()
    sent = {}
    for peer, client in enumerate(clients):
        poller.register(client, zmq.POLLIN)
        sent[client] = min(window, count)
        for number in range(sent[client]):
            client.send(NUMBER.pack(peer, number))
    checked = Checked(peers, count)
    while checked.left:
        for client in ready(poller):
            peer = clients.index(client)
            for question, worker in waiting(client):
                checked.take((client, worker), question)
                if sent[client] < count:
                    client.send(NUMBER.pack(peer, sent[client]))
                    sent[client] += 1


def answer(context, url, sockets, peers, count):
    """Answers questions, each with itself and the name of the worker."""
    workers = [connected(context, zmq.DEALER, url) for _ in range(sockets)]
    poller = zmq.Poller()
    for worker in workers:
        poller.register(worker, zmq.POLLIN)
    checked = Checked(peers, count)
    while checked.left:
        for worker in ready(poller):
            name = b'w%d' % workers.index(worker)
            for client, question in waiting(worker):
                checked.take(worker, question)
                worker.send_multipart([client, question, name])
    for worker in workers:
        worker.close(linger=PATIENCE)


def count(context, url, messages):
    socket = connected(context, zmq.PULL, url, RCVTIMEO=PATIENCE)
    for _ in range(messages):
        socket.recv_multipart()


def control(context, url):
    """Sends each line as a command and writes the answer's frames as hexadecimal numbers."""
    socket = connected(context, zmq.REQ, url, RCVTIMEO=PATIENCE)
    for line in sys.stdin:
        socket.send(line.strip().encode())
        print(' '.join('x' + frame.hex() for frame in socket.recv_multipart()), flush=True)


def freeze(context, kind, url):
    """Connects and never receives."""
    socket = connected(context, getattr(zmq, kind), url, RCVHWM=1)
    print('ok', flush=True)
    sys.stdin.read()
    socket.close()


def main(role, *arguments):
    context = zmq.Context()
    play = {f.__name__: f for f in (push, pull, publish, subscribe, ask, answer, count, control, freeze)}[role]
    play(context, *(int(word) if word.isdigit() else word for word in arguments))
    print('ok', flush=True)
    context.destroy(linger=0) if role in ('control', 'freeze') else context.destroy(linger=PATIENCE)


main(*sys.argv[1:])
