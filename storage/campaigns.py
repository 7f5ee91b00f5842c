"""Campaigns: which questionnaire is asked under which code, of whom, and when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, insert, or_, select, update

from storage.schema.fieldwork import campaign, campaign_district
from storage.transaction import Transaction

OPEN, PAUSED = "open", "paused"
TRIAL = "trial"  # the kind of a rehearsal
CRISIS = "crisis"  # the kind that takes calls for help, and is excused from some rules
UNBORN = frozenset({"draft", "checked"})  # parents never heard of it
ENDED = frozenset({"closed", "published", "archived"})
IS_OPEN = campaign.c.state == OPEN


@dataclass(frozen=True, slots=True)
class Campaign:
    """state: see `services.campaigning.life`. kind: "survey", "pilot", "crisis", or "trial" for a rehearsal. opened_at:
    before it opens, when it was drawn up. opens_at, closes_on (its last day): when it opens and closes by itself, None
    for never. follows: the campaign it is a new version of. ended_by: the rule that stopped a pilot."""

    id: int
    code: str
    questionnaire_id: int
    state: str
    synthetic: bool
    opened_at: datetime
    kind: str = "survey"
    opens_at: datetime | None = None
    closes_on: date | None = None
    follows: int | None = None
    ended_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it takes answers now: the one question that everything about parents asks of a campaign."""
        return self.state == OPEN

    @property
    def is_known(self) -> bool:
        """Whether parents may know of it: it was launched, and its code leads somewhere."""
        return self.state not in UNBORN

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


_COLUMNS = (
    campaign.c.id,
    campaign.c.code,
    campaign.c.questionnaire_id,
    campaign.c.state,
    campaign.c.synthetic,
    campaign.c.opened_at,
    campaign.c.kind,
    campaign.c.opens_at,
    campaign.c.closes_on,
    campaign.c.follows,
    campaign.c.ended_by,
)


def normal(code: str) -> str:
    """Codes are printed in capitals and typed in any case, with stray spaces."""
    return "".join(code.split()).upper()


def by_code(transaction: Transaction, code: str) -> Campaign | None:
    row = transaction.execute(select(*_COLUMNS).where(campaign.c.code == normal(code)[:32])).first()
    return _read(row) if row else None


def by_id(transaction: Transaction, campaign_id: int) -> Campaign:
    """KeyError when there is none."""
    row = transaction.execute(select(*_COLUMNS).where(campaign.c.id == campaign_id)).first()
    if row is None:
        raise KeyError(campaign_id)
    return _read(row)


def by_ids(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, Campaign]:
    """Those of these ids, rehearsals too, by id."""
    rows = transaction.execute(select(*_COLUMNS).where(campaign.c.id.in_(campaign_ids)))
    return {row.id: _read(row) for row in rows}


def every(transaction: Transaction, within: Collection[str] | None = None, code: str = "") -> list[Campaign]:
    """All campaigns but rehearsals, newest first. within: those that concern one of these districts, as those of the
    whole city do. code: the one of this code."""
    wanted = [campaign.c.kind != TRIAL, *_concerns(within)]
    if code:
        wanted.append(campaign.c.code == code)
    rows = transaction.execute(select(*_COLUMNS).where(*wanted).order_by(campaign.c.id.desc()))
    return [_read(row) for row in rows]


def _concerns(within: Collection[str] | None) -> Iterable[ColumnElement[bool]]:
    if within is None:
        return ()
    own = campaign_district.c.campaign_id == campaign.c.id
    return (or_(~exists().where(own), exists().where(own, campaign_district.c.district.in_(within))),)


def create(
    transaction: Transaction,
    code: str,
    questionnaire_id: int,
    synthetic: bool,
    now: datetime,
    *,
    state: str = OPEN,
    kind: str = "survey",
    follows: int | None = None,
) -> Campaign:
    """A campaign under a code that is not taken."""
    values = {
        "code": normal(code),
        "questionnaire_id": questionnaire_id,
        "state": state,
        "synthetic": synthetic,
        "opened_at": now,
        "kind": kind,
        "follows": follows,
    }
    identifier = transaction.execute(insert(campaign).values(values).returning(campaign.c.id)).scalar_one()
    return by_id(transaction, identifier)


def amend(transaction: Transaction, campaign_id: int, **values: Any) -> None:
    """Change columns of a campaign that nobody was asked in yet."""
    transaction.execute(update(campaign).where(campaign.c.id == campaign_id).values(**values))


def move(transaction: Transaction, moved: Campaign, state: str, **values: Any) -> bool:
    """From the state it was read in to `state`, with what changes along; False when another got there first."""
    where = (campaign.c.id == moved.id, campaign.c.state == moved.state)
    return bool(transaction.execute(update(campaign).where(*where).values(state=state, **values)).rowcount)


def closed_before(transaction: Transaction, day: date) -> list[int]:
    """Ids of campaigns closed before `day`."""
    return list(transaction.execute(select(campaign.c.id).where(campaign.c.closed_on < day)).scalars())


def in_state(transaction: Transaction, *states: str) -> list[Campaign]:
    """Campaigns in one of these states, the oldest first."""
    rows = transaction.execute(select(*_COLUMNS).where(campaign.c.state.in_(states)).order_by(campaign.c.id))
    return [_read(row) for row in rows]


def closed_since(transaction: Transaction, day: date) -> list[Campaign]:
    """Campaigns that closed on `day` or later, the oldest first."""
    rows = transaction.execute(select(*_COLUMNS).where(campaign.c.closed_on >= day).order_by(campaign.c.id))
    return [_read(row) for row in rows]


def following(transaction: Transaction, campaign_id: int, kind: str) -> list[Campaign]:
    """Campaigns of a kind that follow another, the oldest first."""
    where = (campaign.c.follows == campaign_id, campaign.c.kind == kind)
    return [_read(row) for row in transaction.execute(select(*_COLUMNS).where(*where).order_by(campaign.c.id))]


# --- districts -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Share:
    """One district of a campaign. cap: how many parents a pilot asks there, None for any number. full: nobody more."""

    district: str
    cap: int | None
    full: bool


def shares(transaction: Transaction, campaign_id: int) -> list[Share]:
    """The districts a campaign is for, by slug; none for the whole city."""
    return shares_of(transaction, [campaign_id]).get(campaign_id, [])


def shares_of(transaction: Transaction, campaign_ids: Collection[int]) -> dict[int, list[Share]]:
    """The same of several campaigns, by campaign; those of the whole city are left out."""
    table = campaign_district.c
    query = select(table.campaign_id, table.district, table.cap, table.full)
    found: dict[int, list[Share]] = {}
    for number, *row in transaction.execute(query.where(table.campaign_id.in_(campaign_ids)).order_by(table.district)):
        found.setdefault(number, []).append(Share(*row))
    return found


def limit(transaction: Transaction, campaign_id: int, districts: Mapping[str, int | None]) -> None:
    """The districts a campaign is for, each with its cap; none for the whole city."""
    transaction.execute(campaign_district.delete().where(campaign_district.c.campaign_id == campaign_id))
    for slug, cap in districts.items():
        transaction.execute(insert(campaign_district).values(campaign_id=campaign_id, district=slug, cap=cap))


def fill(transaction: Transaction, campaign_id: int, district: str) -> None:
    """Nobody more is asked in this district."""
    where = (campaign_district.c.campaign_id == campaign_id, campaign_district.c.district == district)
    transaction.execute(update(campaign_district).where(*where).values(full=True))


def _read(row: Sequence[Any]) -> Campaign:
    return Campaign(*row)
