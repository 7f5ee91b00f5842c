"""Interviews and answers as plain values that JSON can hold, and back. "format" says how they were written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Spoken, Written
from surveys.interview import Disposition, Interview

FORMAT = 1


def answer_to_plain(answer: Answer) -> dict[str, Any]:
    """One key, named after the kind of answer."""
    match answer:
        case Chosen(choices):
            return {"chosen": list(choices)}
        case Written(text, spoken):
            return {"transcribed" if spoken else "written": text}
        case Spoken():
            return {"spoken": True}
        case Counted(value):
            return {"counted": str(value)}
        case Dated(value):
            return {"dated": value.isoformat()}
        case Missing():
            return {"missing": answer.value}
        case _:
            assert_never(answer)


def answer_from_plain(plain: Mapping[str, Any]) -> Answer:
    """The answer `answer_to_plain` wrote; ValueError for anything else."""
    match plain:
        case {"chosen": list(names)}:
            return Chosen(tuple(names))
        case {"written": str(text)}:
            return Written(text)
        case {"transcribed": str(text)}:
            return Written(text, spoken=True)
        case {"spoken": True}:
            return Spoken()
        case {"counted": str(number)}:
            return Counted(Decimal(number))
        case {"dated": str(day)}:
            return Dated(date.fromisoformat(day))
        case {"missing": str(reason)}:
            return Missing(reason)
        case _:
            raise ValueError("not an answer")


def to_plain(interview: Interview) -> dict[str, Any]:
    """The whole interview, answers included."""
    return {
        **state_to_plain(interview),
        "answers": {name: answer_to_plain(answer) for name, answer in interview.answers.items()},
        "disposition": interview.disposition.value,
    }


def from_plain(plain: Mapping[str, Any]) -> Interview:
    """The interview `to_plain` wrote; ValueError for another format."""
    state = state_from_plain(plain)
    answers = {name: answer_from_plain(answer) for name, answer in plain["answers"].items()}
    return replace(state, answers=answers, disposition=Disposition(plain["disposition"]))


def state_to_plain(interview: Interview) -> dict[str, Any]:
    """Where the interview stands, without its answers and its disposition."""
    return {
        "format": FORMAT,
        "language": interview.language,
        "seed": interview.seed,
        "reachable": interview.reachable,
        "position": interview.position,
        "draft": list(interview.draft),
        "trail": list(interview.trail),
        "revision": interview.revision,
        "misses": interview.misses,
        "late": interview.late,
        "paused": interview.paused,
        "puzzled": list(interview.puzzled),
        "submitted": interview.submitted,
    }


def state_from_plain(plain: Mapping[str, Any]) -> Interview:
    """The interview `state_to_plain` wrote, open and without answers. What earlier versions did not write has its
    default."""
    if plain.get("format") != FORMAT:
        raise ValueError(f"interview of format {plain.get('format')!r}, this software reads {FORMAT}")
    return Interview(
        language=plain["language"],
        seed=plain["seed"],
        reachable=plain["reachable"],
        position=plain["position"],
        draft=tuple(plain["draft"]),
        trail=tuple(plain["trail"]),
        revision=plain["revision"],
        misses=plain["misses"],
        late=plain.get("late", 0),
        paused=plain.get("paused", False),
        puzzled=tuple(plain.get("puzzled", ())),
        submitted=plain.get("submitted", False),
    )
