"""The questionnaires of a campaign whose translations were corrected: same questions, same places, other wordings."""

from datetime import date

from sqlalchemy import Column, ColumnElement, func, insert, or_, select, update

from storage.schema.fieldwork import campaign, edition
from storage.transaction import Transaction


def newest(transaction: Transaction, campaign_id: int) -> int:
    """The number of the edition asked now, from 1."""
    query = select(func.max(edition.c.number)).where(edition.c.campaign_id == campaign_id)
    return int(transaction.execute(query).scalar() or 1)


def add(transaction: Transaction, campaign_id: int, before: int, questionnaire_id: int, began: date, now: date) -> int:
    """Ask `questionnaire_id` of whoever begins from `now` on, in place of `before`, which was asked since `began` if it
    was the first. The number of the new edition."""
    number = newest(transaction, campaign_id)
    if number == 1:
        first = {"campaign_id": campaign_id, "number": 1, "questionnaire_id": before, "since": began}
        transaction.execute(insert(edition).values(first))
    values = {
        "campaign_id": campaign_id,
        "number": number + 1,
        "questionnaire_id": questionnaire_id,
        "since": now,
    }
    transaction.execute(insert(edition).values(values))
    transaction.execute(update(campaign).where(campaign.c.id == campaign_id).values(questionnaire_id=questionnaire_id))
    return number + 1


def is_of(
    column: Column[int], campaign_id: int | Column[int], questionnaire_id: int | Column[int]
) -> ColumnElement[bool]:
    """Whether `column` names a questionnaire of the campaign: the one asked now, or an earlier edition. The campaign is
    told by numbers, or by the columns of the rows looked through."""
    earlier = select(edition.c.questionnaire_id).where(edition.c.campaign_id == campaign_id)
    return or_(column == questionnaire_id, column.in_(earlier))
