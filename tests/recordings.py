"""Recordings for tests: real Ogg pages around bytes that no ear has to hear."""

import struct

RATE = 48_000


def _page(flags: int, granule: int, number: int, content: bytes) -> bytes:
    lacing = bytes([255] * (len(content) // 255) + [len(content) % 255])
    return struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 7, number, 0, len(lacing)) + lacing + content


def opus(seconds: float = 3.0, filling: bytes = b"\x08") -> bytes:
    """An OGG/Opus recording of that length. filling: repeated inside, so that a test can look for it elsewhere."""
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, 312, RATE, 0, 0)
    tags = struct.pack("<8sI", b"OpusTags", 0) + struct.pack("<I", 0)
    sound = _page(4, round(seconds * RATE) + 312, 2, (filling * 400)[:400])
    return _page(2, 0, 0, head) + _page(0, 0, 1, tags) + sound
