"""Answers each line of a file with what libsodium makes of it, in hex; "-" where libsodium refuses.

    secretbox KEY NONCE TEXT
    box PUBLIC SECRET NONCE TEXT
    public SECRET
"""
import ctypes
import sys

try:
    sodium = ctypes.CDLL("libsodium.so.23")
except OSError as missing:
    print(missing)
    sys.exit(3)


def call(function, size, *arguments):
    out = ctypes.create_string_buffer(size)
    return out.raw.hex() if function(out, *arguments) == 0 else "-"


for line in open(sys.argv[1], encoding="ascii"):
    # an empty text is an empty word
    kind, *words = line.rstrip("\n").split(" ")
    data = [bytes.fromhex(word) for word in words]
    if kind == "secretbox":
        key, nonce, text = data
        print(call(sodium.crypto_secretbox_easy, len(text) + 16, text, ctypes.c_ulonglong(len(text)), nonce, key))
    elif kind == "box":
        public, secret, nonce, text = data
        print(call(sodium.crypto_box_easy, len(text) + 16, text, ctypes.c_ulonglong(len(text)), nonce, public, secret))
    else:
        print(call(sodium.crypto_scalarmult_base, 32, data[0]))
