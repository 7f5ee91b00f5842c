"""Interviews and answers as plain values that JSON can hold, and back. "format" says how they were written."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Written
from surveys.interview import Disposition, Interview

FORMAT = 1


def answer_to_plain(answer: Answer) -> dict[str, Any]:
    """One key, named after the kind of answer."""
    match answer:
        case Chosen(choices):
            return {"chosen": list(choices)}
        case Written(text):
            return {"written": text}
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
        "format": FORMAT,
        "language": interview.language,
        "seed": interview.seed,
        "reachable": interview.reachable,
        "position": interview.position,
        "draft": list(interview.draft),
        "trail": list(interview.trail),
        "answers": {name: answer_to_plain(answer) for name, answer in interview.answers.items()},
        "disposition": interview.disposition.value,
        "revision": interview.revision,
        "misses": interview.misses,
    }


def from_plain(plain: Mapping[str, Any]) -> Interview:
    """The interview `to_plain` wrote; ValueError for another format."""
    if plain.get("format") != FORMAT:
        raise ValueError(f"interview of format {plain.get('format')!r}, this software reads {FORMAT}")
    return Interview(
        language=plain["language"],
        seed=plain["seed"],
        reachable=plain["reachable"],
        position=plain["position"],
        draft=tuple(plain["draft"]),
        trail=tuple(plain["trail"]),
        answers={name: answer_from_plain(answer) for name, answer in plain["answers"].items()},
        disposition=Disposition(plain["disposition"]),
        revision=plain["revision"],
        misses=plain["misses"],
    )
