"""Interviews, answers and questionnaires survive being written down as plain JSON."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from surveys import codec, definition
from surveys.answers import Answer, Chosen, Counted, Dated, Missing, Written
from surveys.conversation import advance
from surveys.fingerprint import fingerprint
from surveys.interview import Interview
from tests.surveys.examples import ANSWERED, EVERY_KIND, ROLE, questionnaire, text


@pytest.mark.parametrize(
    "answer",
    [
        Chosen(("a1", "a3")),
        Chosen(()),
        Written("=1+1\n« é » 👩‍👧‍👦"),
        Counted(Decimal("2.50")),
        Counted(Decimal(1200)),
        Dated(date(2026, 11, 3)),
        *Missing,
    ],
)
def test_an_answer_reads_back_from_json(answer: Answer) -> None:
    assert codec.answer_from_plain(json.loads(json.dumps(codec.answer_to_plain(answer)))) == answer


def test_a_conversation_can_be_put_down_and_taken_up_after_every_reply() -> None:
    kept = Interview(language="fr", seed=2**63)
    for given in ANSWERED:
        step = advance(EVERY_KIND, kept, given)
        kept = codec.from_plain(json.loads(json.dumps(codec.to_plain(step.interview))))
        assert kept == step.interview
    assert len(kept.answers) == 10


def test_a_questionnaire_reads_back_from_json_with_every_kind_of_item() -> None:
    plain = json.loads(json.dumps(definition.to_plain(EVERY_KIND)))

    assert definition.from_plain(plain) == EVERY_KIND
    assert {item["kind"] for item in plain["items"]} >= {"consent", "bestworst", "followup", "review", "notice"}


@pytest.mark.parametrize("read", [codec.from_plain, definition.from_plain])
def test_another_format_is_refused_rather_than_misread(read: object) -> None:
    with pytest.raises(ValueError, match="format 2"):
        read({"format": 2})  # type: ignore[operator]


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="not an answer"):
        codec.answer_from_plain({"guessed": "x"})


def test_a_kind_of_item_from_the_future_is_refused() -> None:
    plain = definition.to_plain(questionnaire(ROLE))

    with pytest.raises(ValueError, match="pairwise"):
        definition.from_plain({**plain, "items": [{**plain["items"][0], "kind": "pairwise"}]})


def test_any_correction_makes_another_questionnaire() -> None:
    corrected = replace(ROLE, text=text("Qui êtes-vous donc ?"))

    assert fingerprint(questionnaire(ROLE)) == fingerprint(
        definition.from_plain(definition.to_plain(questionnaire(ROLE)))
    )
    assert fingerprint(questionnaire(ROLE)) != fingerprint(questionnaire(corrected))
    assert fingerprint(questionnaire(ROLE)) != fingerprint(questionnaire(replace(ROLE, required=True)))
    assert len(fingerprint(EVERY_KIND)) == 64
