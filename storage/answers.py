"""Answers, apart from identity: narrow rows for what was chosen, sealed cells for own words."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import bindparam, delete, insert, select

from storage import codecs
from storage.schema.fieldwork import answer, interview, words
from storage.transaction import Transaction
from storage.vault import Vault
from surveys.answers import Answer
from surveys.questionnaire import Questionnaire

_OF_ONE = (
    select(answer.c.item, answer.c.code)
    .where(answer.c.interview_id == bindparam("of"))
    .order_by(answer.c.item, answer.c.place)
)
_WORDS_OF_ONE = select(words.c.item, words.c.sealed).where(words.c.interview_id == bindparam("of"))
_CLEAR = delete(answer).where(answer.c.interview_id == bindparam("of"), answer.c.item == bindparam("at"))
_CLEAR_WORDS = delete(words).where(words.c.interview_id == bindparam("of"), words.c.item == bindparam("at"))


def _about(interview_id: int, item: int) -> str:
    return f"words:{interview_id}:{item}"


def load(transaction: Transaction, vault: Vault, form: Questionnaire, interview_id: int) -> dict[str, Answer]:
    """All answers of one interview by item name."""
    stored: dict[int, list[int]] = {}
    for item, code in transaction.execute(_OF_ONE, {"of": interview_id}):
        stored.setdefault(item, []).append(code)
    texts: dict[int, str] = {}
    if any(codes == [codecs.IN_WORDS] for codes in stored.values()):
        for item, sealed in transaction.execute(_WORDS_OF_ONE, {"of": interview_id}):
            texts[item] = vault.open(sealed, _about(interview_id, item)).decode()
    return {
        form.items[item].name: codecs.answer(form.items[item], codes, texts.get(item)) for item, codes in stored.items()
    }


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
    rows = [
        {"interview_id": interview_id, "item": at, "place": place, "code": code}
        for place, code in enumerate(codecs.codes(form.items[at], value))
    ]
    if rows:
        transaction.execute(insert(answer), rows)
    text = codecs.in_words(value)
    if text is not None:
        sealed = vault.seal(text.encode(), _about(interview_id, at), nonce)
        transaction.execute(insert(words).values(interview_id=interview_id, item=at, sealed=sealed))


def retract(transaction: Transaction, interview_id: int) -> None:
    """Delete every answer of an interview."""
    transaction.execute(delete(answer).where(answer.c.interview_id == interview_id))
    transaction.execute(delete(words).where(words.c.interview_id == interview_id))


def stream(
    transaction: Transaction, form: Questionnaire, campaign_id: int, questionnaire_id: int
) -> Iterator[tuple[str, Mapping[str, Answer]]]:
    """(disposition, answers) of each interview of a campaign, without identity, without own "
    "words, in no telling order."""
    query = (
        select(interview.c.id, interview.c.disposition, answer.c.item, answer.c.code)
        .join(answer, answer.c.interview_id == interview.c.id)
        .where(interview.c.campaign_id == campaign_id, interview.c.questionnaire_id == questionnaire_id)
        .order_by(interview.c.id, answer.c.item, answer.c.place)
    )
    rows = transaction.execution_options(yield_per=10_000).execute(query)
    for (_, disposition), group in groupby(rows, key=lambda row: (row[0], row[1])):
        stored: dict[int, list[int]] = {}
        for _, _, item, code in group:
            stored.setdefault(item, []).append(code)
        yield (
            disposition,
            {form.items[item].name: codecs.answer(form.items[item], codes, None) for item, codes in stored.items()},
        )
