"""libzmq's STREAM socket: sends back what each peer sends, and says who comes and goes.

    stream.py bind ENDPOINT | stream.py connect ENDPOINT
"""
import sys
import zmq

context = zmq.Context()
socket = context.socket(zmq.STREAM)
getattr(socket, sys.argv[1])(sys.argv[2])
print(socket.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
while True:
    peer, chunk = socket.recv_multipart()
    if chunk == b"bye":
        socket.send(peer, zmq.SNDMORE)
        socket.send(b"")
    elif chunk:
        socket.send(peer, zmq.SNDMORE)
        socket.send(chunk)
    else:
        print("notice", flush=True)
