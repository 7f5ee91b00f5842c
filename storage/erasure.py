"""Forgetting: an interview's answers, and the join between it and a person."""

from sqlalchemy import delete, update

from storage import answers
from storage.schema.fieldwork import consent
from storage.schema.identity import contact, respondent
from storage.transaction import Transaction


def forget(transaction: Transaction, interview_id: int) -> None:
    """Delete the answers, the proof of consent and the join to the person. What remains is a count of one."""
    answers.retract(transaction, interview_id)
    transaction.execute(delete(consent).where(consent.c.interview_id == interview_id))
    transaction.execute(update(contact).where(contact.c.current == interview_id).values(current=None))
    transaction.execute(delete(respondent).where(respondent.c.interview_id == interview_id))
