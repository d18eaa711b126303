"""A libzmq socket that does what it is told: one command a line on standard input, one answer a line on standard output.

An answer is "ok", followed by the result if there is one, or "error" and the reason. The process ends with its input.
Bytes are in hexadecimal with a leading "x", so that empty ones are a word too.
"""

import itertools
import json
import sys
import threading

import zmq
import zmq.auth.thread
import zmq.utils.monitor

import cargo

# No command waits for ever, so that no process outlives a test that died.
PATIENCE = 60000


def hexadecimal(data):
    return "x" + data.hex()


def plain(word):
    return bytes.fromhex(word[1:])


class Peer:
    def __init__(self):
        self.context = zmq.Context()
        self.socket = None
        self.events = None
        self.authenticator = None

    def authenticate(self, *users):
        """Lets in users of PLAIN, each "name:password", and whoever comes with NULL."""
        self.authenticator = zmq.auth.thread.ThreadAuthenticator(self.context)
        self.authenticator.start()
        self.authenticator.configure_plain(domain="*", passwords=dict(user.split(":") for user in users))

    def answer_zap(self, *statuses):
        """Answers the questions of ZAP with these statuses, and all further ones with the last of them."""
        handler = self.context.socket(zmq.REP)
        handler.bind("inproc://zeromq.zap.01")

        def answer():
            for status in itertools.chain(statuses, itertools.repeat(statuses[-1])):
                version, request = handler.recv_multipart()[:2]
                handler.send_multipart([version, request, status.encode(), b"text", b"user", b""])

        threading.Thread(target=answer, daemon=True).start()

    def monitor(self):
        """Remembers the events of the socket from now on."""
        self.events = self.socket.get_monitor_socket()
        self.events.setsockopt(zmq.RCVTIMEO, PATIENCE)

    def await_event(self, name):
        """The value of the next event of this name."""
        while True:
            event = zmq.utils.monitor.recv_monitor_message(self.events)
            if event["event"] == getattr(zmq, "EVENT_" + name):
                return str(event["value"])

    def open(self, kind, *options):
        self.socket = self.context.socket(getattr(zmq, kind))
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RCVTIMEO, PATIENCE)
        self.socket.setsockopt(zmq.SNDTIMEO, PATIENCE)
        for option in options:
            name, value = option.split("=", 1)
            self.socket.setsockopt(getattr(zmq, name), int(value) if value.isdigit() else value.encode())

    def bind(self, endpoint):
        self.socket.bind(endpoint)
        return self.socket.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()

    def connect(self, endpoint):
        self.socket.connect(endpoint)

    def close(self):
        self.socket.close()

    def subscribe(self, *topics):
        for topic in topics:
            self.socket.setsockopt(zmq.SUBSCRIBE, plain(topic))

    def unsubscribe(self, *topics):
        for topic in topics:
            self.socket.setsockopt(zmq.UNSUBSCRIBE, plain(topic))

    def send(self, *frames):
        self.socket.send_multipart([plain(frame) for frame in frames])

    def receive(self):
        return " ".join(hexadecimal(frame) for frame in self.socket.recv_multipart())

    def send_json(self, text):
        self.socket.send_json(json.loads(plain(text)))

    def receive_json(self):
        return hexadecimal(json.dumps(self.socket.recv_json(), sort_keys=True).encode())

    def receive_properties(self, *names):
        """Receives one message; for each name the property of its last frame, or "none"."""
        frames = self.socket.recv_multipart(copy=False)
        return " ".join(self.property(frames[-1], name) for name in names)

    @staticmethod
    def property(frame, name):
        try:
            return hexadecimal(frame.get(name).encode())
        except zmq.ZMQError:
            return "none"

    def skip_to(self, first_frame):
        """Forgets messages up to and with the first one that begins with this frame."""
        wanted = plain(first_frame)
        while self.socket.recv_multipart()[0] != wanted:
            pass

    def echo_topics(self, count):
        """XPUB: answers each of so many subscriptions with a message of its topic, when all of them have come."""
        topics = [self.socket.recv() for _ in range(int(count))]
        for topic in topics:
            if topic[:1] != b"\1":
                raise ValueError("not a subscription: " + hexadecimal(topic[:20]))
            self.socket.send(topic[1:])

    def send_cargo(self, first, count):
        send, send_multipart, frames = self.socket.send, self.socket.send_multipart, cargo.frames
        for number in range(int(first), int(first) + int(count)):
            message = frames(number)
            if len(message) == 1:
                send(message[0])
            else:
                send_multipart(message)

    def receive_cargo(self, first, count):
        receive, frames = self.socket.recv_multipart, cargo.frames
        for number in range(int(first), int(first) + int(count)):
            message = receive()
            expected = frames(number)
            if message != expected:
                raise ValueError("message %d should have frames of %s bytes and has frames of %s bytes%s" % (
                    number, [len(f) for f in expected], [len(f) for f in message],
                    " with other content" if len(expected) == len(message) else ""))

    def flood(self, first, most, timeout):
        """Sends cargo until the socket would block for longer than the timeout; answers how many it took."""
        self.socket.setsockopt(zmq.SNDTIMEO, int(timeout))
        taken = 0
        try:
            while taken < int(most):
                self.socket.send_multipart(cargo.frames(int(first) + taken))
                taken += 1
        except zmq.Again:
            pass
        self.socket.setsockopt(zmq.SNDTIMEO, PATIENCE)
        return str(taken)


def main():
    peer = Peer()
    for line in sys.stdin:
        command, *words = line.split()
        try:
            result = getattr(peer, command)(*words)
            print("ok" if result is None else "ok " + result, flush=True)
        except Exception as failure:
            print("error %s: %r" % (command, failure), flush=True)


main()
