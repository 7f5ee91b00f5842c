"""Answers, apart from identity: narrow rows for what was chosen, sealed cells for own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import bindparam, delete, insert, select

from storage import codecs, editions
from storage.schema.fieldwork import answer, interview, words
from storage.schema.sound import voice
from storage.transaction import Transaction
from storage.vault import Vault
from surveys.answers import Answer, Spoken
from surveys.questionnaire import Questionnaire

_GIVEN = (
    select(answer.c.interview_id, answer.c.item, answer.c.code)
    .where(answer.c.interview_id.in_(bindparam("ids", expanding=True)))
    .order_by(answer.c.interview_id, answer.c.item, answer.c.place)
)
_WORDS = select(words.c.interview_id, words.c.item, words.c.sealed).where(
    words.c.interview_id.in_(bindparam("ids", expanding=True))
)
_INSERT = insert(answer)
_INSERT_WORDS = insert(words)
_CLEAR = delete(answer).where(answer.c.interview_id == bindparam("of"), answer.c.item == bindparam("at"))
_CLEAR_VOICE = delete(voice).where(voice.c.interview_id == bindparam("of"), voice.c.item == bindparam("at"))
_CLEAR_WORDS = delete(words).where(words.c.interview_id == bindparam("of"), words.c.item == bindparam("at"))


def _about(interview_id: int, item: int) -> str:
    return f"words:{interview_id}:{item}"


def load(transaction: Transaction, vault: Vault, forms: Mapping[int, Questionnaire]) -> dict[int, dict[str, Answer]]:
    """All answers of interviews by item name. forms: the questionnaire of each interview, by its id."""
    stored: dict[tuple[int, int], list[int]] = {}
    for interview_id, item, code in transaction.execute(_GIVEN, {"ids": list(forms)}):
        stored.setdefault((interview_id, item), []).append(code)
    in_words = {interview_id for (interview_id, _), codes in stored.items() if codes[0] in codecs.SEALED}
    texts: dict[tuple[int, int], str] = {}
    if in_words:
        for interview_id, item, sealed in transaction.execute(_WORDS, {"ids": list(in_words)}):
            texts[interview_id, item] = vault.open(sealed, _about(interview_id, item)).decode()
    given: dict[int, dict[str, Answer]] = {interview_id: {} for interview_id in forms}
    for (interview_id, place), codes in stored.items():
        item = forms[interview_id].items[place]
        given[interview_id][item.name] = codecs.answer(item, codes, texts.get((interview_id, place)))
    return given


def record(
    transaction: Transaction,
    vault: Vault,
    nonce: bytes,
    form: Questionnaire,
    interview_id: int,
    name: str,
    value: Answer,
    *,
    replaces: Answer | None,
) -> None:
    """Store one answer in place of `replaces` (None: there was none)."""
    at = form.place(name)
    if replaces is not None:
        transaction.execute(_CLEAR, {"of": interview_id, "at": at})
        if codecs.in_words(replaces) is not None:
            transaction.execute(_CLEAR_WORDS, {"of": interview_id, "at": at})
        if isinstance(replaces, Spoken) and value != replaces:
            transaction.execute(_CLEAR_VOICE, {"of": interview_id, "at": at})
    rows = [
        {"interview_id": interview_id, "item": at, "place": place, "code": code}
        for place, code in enumerate(codecs.codes(form.items[at], value))
    ]
    if rows:
        transaction.execute(_INSERT, rows)
    text = codecs.in_words(value)
    if text is not None:
        sealed = vault.seal(text.encode(), _about(interview_id, at), nonce)
        transaction.execute(_INSERT_WORDS, {"interview_id": interview_id, "item": at, "sealed": sealed})


def retract(transaction: Transaction, interview_id: int) -> None:
    """Delete every answer of an interview, the spoken ones too."""
    transaction.execute(delete(answer).where(answer.c.interview_id == interview_id))
    transaction.execute(delete(words).where(words.c.interview_id == interview_id))
    transaction.execute(delete(voice).where(voice.c.interview_id == interview_id))


@dataclass(frozen=True, slots=True)
class Response:
    """What one interview holds for the analysis. mode: the channel. assisted: somebody helped to answer."""

    number: int
    disposition: str
    mode: str
    assisted: bool
    given: Mapping[str, Answer]


def stream(
    transaction: Transaction, form: Questionnaire, campaign_id: int, questionnaire_id: int
) -> Iterator[Response]:
    """Each interview of a campaign: no identity, no own words, no telling order."""
    whole = (interview.c.id, interview.c.disposition, interview.c.mode, interview.c.assisted)
    query = (
        select(*whole, answer.c.item, answer.c.code)
        .join(answer, answer.c.interview_id == interview.c.id)
        .where(
            interview.c.campaign_id == campaign_id,
            editions.is_of(interview.c.questionnaire_id, campaign_id, questionnaire_id),
        )
        .order_by(interview.c.id, answer.c.item, answer.c.place)
    )
    # For this query alone: set on the connection, every later statement would be read through a cursor as well.
    rows = transaction.execute(query, execution_options={"yield_per": 10_000})
    for about, group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        stored: dict[int, list[int]] = {}
        for *_, item, code in group:
            stored.setdefault(item, []).append(code)
        items = form.items
        given = {items[item].name: codecs.answer(items[item], codes, None) for item, codes in stored.items()}
        number, disposition, mode, assisted = about
        yield Response(number, disposition, mode, assisted, given)
