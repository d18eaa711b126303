"""The cargo of the interop tests: message number n is a pure function of n. Cargo.java makes the same ones."""

SHAPES = 1 << 14
OFFSETS = 1 << 16
LARGEST = 1 << 20
STRIDE = 40503  # odd, so that 65536 messages in a row begin at different offsets

_MASK = (1 << 64) - 1


def _numbers():
    """Knuth's MMIX generator, upper 32 bits."""
    state = 0
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & _MASK
        yield state >> 32


def _bytes(numbers):
    return b"".join(next(numbers).to_bytes(4, "big") for _ in range((OFFSETS + LARGEST) // 4))


def _shapes(numbers):
    """The frame sizes of 16384 messages: mostly up to 200 bytes, one in 512 up to 64 KiB a frame, and the edges."""
    shapes = []
    for _ in range(SHAPES):
        kind = next(numbers) % 1000
        limit = 65537 if next(numbers) % 512 == 0 else 201
        shapes.append([next(numbers) % limit for _ in range(1 if kind < 800 else 2 + kind % 4)])
    edges = [[0], [254], [255], [256], [0, 0, 0], [65535], [65536], [8192, 0], [0, 8193]]
    shapes[: len(edges)] = edges
    shapes[5000] = [LARGEST]
    shapes[9000] = [0, 300000, 1, 200000, 400000]
    return shapes


_source = _numbers()
_data = _bytes(_source)
_sizes = _shapes(_source)


def frames(number):
    offset = (number * STRIDE) % OFFSETS
    result = []
    for size in _sizes[number % SHAPES]:
        result.append(_data[offset:offset + size])
        offset += size
    return result
