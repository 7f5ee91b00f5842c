"""Where each conversation stands, and the proof of consent."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, case, func, insert, select, update

from storage.campaigns import OPEN
from storage.schema.fieldwork import campaign, consent, interview
from storage.transaction import Transaction
from surveys import codec
from surveys.interview import Disposition, Interview


@dataclass(frozen=True, slots=True)
class Stored:
    """An interview as it lies in the database, its answers not yet loaded. touched_on: the day of its last change."""

    id: int
    campaign_id: int
    questionnaire_id: int
    synthetic: bool
    interview: Interview
    campaign_state: str = OPEN
    touched_on: date = date.max
    campaign_kind: str = "survey"


_GET = select(
    interview.c.id,
    interview.c.campaign_id,
    interview.c.questionnaire_id,
    interview.c.synthetic,
    interview.c.disposition,
    interview.c.state,
    interview.c.touched_on,
    campaign.c.state.label("campaign_state"),
    campaign.c.kind.label("campaign_kind"),
).where(interview.c.id.in_(bindparam("ids", expanding=True)), interview.c.campaign_id == campaign.c.id)
_SET = update(interview).where(interview.c.id == bindparam("of"))


def get(transaction: Transaction, interview_id: int) -> Stored | None:
    return get_all(transaction, [interview_id]).get(interview_id)


def get_all(transaction: Transaction, interview_ids: Sequence[int]) -> dict[int, Stored]:
    """Those of the interviews that are there, by id."""
    return {
        row.id: Stored(
            row.id,
            row.campaign_id,
            row.questionnaire_id,
            row.synthetic,
            _opened(row.state, row.disposition),
            row.campaign_state,
            row.touched_on,
            row.campaign_kind,
        )
        for row in transaction.execute(_GET, {"ids": interview_ids})
    }


def create(transaction: Transaction, stored: Stored, mode: str, today: date, *, assisted: bool = False) -> None:
    """mode: the channel it is answered through. assisted: whether somebody helps the parent to answer."""
    transaction.execute(
        insert(interview).values(
            id=stored.id,
            campaign_id=stored.campaign_id,
            questionnaire_id=stored.questionnaire_id,
            mode=mode,
            assisted=assisted,
            synthetic=stored.synthetic,
            disposition=_disposition(stored.interview),
            state=_closed(stored.interview),
            touched_on=today,
        )
    )


def save(transaction: Transaction, interview_id: int, value: Interview, today: date) -> None:
    """Write position, language, revision and disposition (not the answers)."""
    transaction.execute(
        _SET,
        {"of": interview_id, "disposition": _disposition(value), "state": _closed(value), "touched_on": today},
    )


def consented(
    transaction: Transaction, interview_id: int, questionnaire_id: int, language: str, mode: str, today: date
) -> None:
    """Keep the proof of consent once."""
    known = transaction.execute(select(consent.c.mode).where(consent.c.interview_id == interview_id)).first()
    if known is None:
        transaction.execute(
            insert(consent).values(
                interview_id=interview_id,
                questionnaire_id=questionnaire_id,
                language=language,
                mode=mode,
                given_on=today,
            )
        )


def _disposition(value: Interview) -> str:
    """What was complete stays so while an answer is being changed."""
    return (Disposition.COMPLETE if value.submitted else value.disposition).value


def _closed(value: Interview) -> str:
    return json.dumps(codec.state_to_plain(value))


def _opened(state: str, disposition: str) -> Interview:
    value = codec.state_from_plain(json.loads(state))
    return value if value.submitted else replace(value, disposition=Disposition(disposition))


def begun(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, int]:
    """How many interviews each of these campaigns has, the erased included, by campaign."""
    query = select(interview.c.campaign_id, func.count(interview.c.id)).group_by(interview.c.campaign_id)
    rows = transaction.execute(query.where(interview.c.campaign_id.in_(campaign_ids)))
    return {number: int(many) for number, many in rows}


def progress(transaction: Transaction, campaign_id: int, mode: str) -> tuple[int, int]:
    """How many interviews of one mode began, and how many of them came to an end. The erased count."""
    began = interview.c.id
    ended = case((interview.c.disposition != Disposition.OPEN.value, began))
    query = select(func.count(began), func.count(ended)).where(
        interview.c.campaign_id == campaign_id, interview.c.mode == mode
    )
    row = transaction.execute(query).one()
    return row[0], row[1]
