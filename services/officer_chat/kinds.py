"""What a bound chat is told of without having asked. Stored by value."""

from enum import Enum


class Kind(Enum):
    """Each at most once a day, calls for help once an hour."""

    HELP = "help"  # a call for help waits
    VOICES = "voices"  # recordings wait to be written down
    PILOT = "pilot"  # a pilot stopped itself
    BEHIND = "behind"  # a district is under half of its target at mid-field
    WEEK = "week"  # the digest, for who asked for it


ALWAYS = (Kind.HELP, Kind.VOICES, Kind.PILOT, Kind.BEHIND)
"""What every bound chat is told of, as far as its owner may know it."""
