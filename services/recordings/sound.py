"""Recordings as files: which kind, how long. Bytes are judged by what they are, never by their name. Pure."""

import struct
from collections.abc import Iterator
from enum import Enum

OGG, MP4, WEBM, MPEG, WAVE = "audio/ogg", "audio/mp4", "audio/webm", "audio/mpeg", "audio/wav"
_HEAD = struct.Struct("<4sBBqIIIB")  # of an Ogg page (RFC 3533): magic, version, flags, granule, serial ...
_OPUS_RATE = 48_000  # granules of a second, whatever the recording was made at (RFC 7845)


class Flaw(Enum):
    """Why a file is no clip."""

    NOT_OPUS = "not_opus"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    EMPTY = "empty"


def media(recording: bytes) -> str:
    """The kind of a recording that browsers play and phones make, "" for anything else."""
    start = recording[:12]
    if start[:4] == b"OggS":
        return OGG
    if start[4:8] == b"ftyp":
        return MP4
    if start[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM
    if start[:4] == b"RIFF" and start[8:] == b"WAVE":
        return WAVE
    if start[:3] == b"ID3" or (len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2):
        return MPEG
    return ""


def seconds(recording: bytes) -> float | None:
    """How long an OGG/Opus recording lasts; None when it is none, or broken."""
    try:
        pages = list(_pages(recording))
    except (struct.error, ValueError):
        return None
    if not pages or pages[0][1][:8] != b"OpusHead" or len(pages[0][1]) < 19:
        return None
    skipped = int.from_bytes(pages[0][1][10:12], "little")
    last = max(granule for granule, _ in pages)
    return max(last - skipped, 0) / _OPUS_RATE


def _pages(recording: bytes) -> Iterator[tuple[int, bytes]]:
    """Granule and content of each page; ValueError or struct.error where it does not hold together."""
    at = 0
    while at < len(recording):
        magic, version, _flags, granule, _serial, _number, _sum, segments = _HEAD.unpack_from(recording, at)
        body = at + _HEAD.size + segments
        end = body + sum(recording[at + _HEAD.size : body])
        if magic != b"OggS" or version != 0 or end > len(recording):
            raise ValueError("not an Ogg page")
        yield granule, recording[body:end]
        at = end


def flaw(recording: bytes, most_bytes: int, most_seconds: int) -> Flaw | None:
    """What keeps a recording from being a clip."""
    if len(recording) > most_bytes:
        return Flaw.TOO_LARGE
    lasts = seconds(recording)
    if lasts is None:
        return Flaw.NOT_OPUS
    if lasts == 0:
        return Flaw.EMPTY
    return Flaw.TOO_LONG if lasts > most_seconds else None
