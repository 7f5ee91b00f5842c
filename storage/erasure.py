"""Forgetting: an interview's answers, and the join between it and a person."""

from sqlalchemy import delete, select, update

from storage import answers
from storage.schema.fieldwork import answer, consent, interview, misunderstood, words
from storage.schema.identity import agreement, bound_chat, contact, respondent
from storage.schema.operations import counted, inbox, outbox
from storage.schema.reaching import in_hand
from storage.schema.sound import voice
from storage.transaction import Transaction


def forget(transaction: Transaction, interview_id: int) -> None:
    """Delete the answers, the consent, what was agreed to and the join to the person, and what of theirs
    was set aside. A count of one remains."""
    answers.retract(transaction, interview_id)
    whose = select(respondent.c.contact_id, respondent.c.campaign_id).where(respondent.c.interview_id == interview_id)
    for contact_id, campaign_id in transaction.execute(whose).all():
        given = (agreement.c.contact_id == contact_id, agreement.c.campaign_id == campaign_id)
        transaction.execute(delete(agreement).where(*given))
    people = select(respondent.c.contact_id).where(respondent.c.interview_id == interview_id)
    queues = select(contact.c.address_key).where(contact.c.id.in_(people))
    transaction.execute(delete(inbox).where(inbox.c.state == "dead", inbox.c.queue.in_(queues)))
    transaction.execute(delete(consent).where(consent.c.interview_id == interview_id))
    transaction.execute(delete(counted).where(counted.c.interview_id == interview_id))
    transaction.execute(update(contact).where(contact.c.current == interview_id).values(current=None))
    transaction.execute(delete(respondent).where(respondent.c.interview_id == interview_id))
    transaction.execute(delete(outbox).where(outbox.c.interview_id == interview_id))


def sever(transaction: Transaction, campaign_id: int) -> None:
    """Cut every join between a person and an interview of the campaign: its answers are nobody's from now on."""
    interviews = select(respondent.c.interview_id).where(respondent.c.campaign_id == campaign_id)
    transaction.execute(update(contact).where(contact.c.current.in_(interviews)).values(current=None))
    transaction.execute(delete(outbox).where(outbox.c.interview_id.in_(interviews)))
    own = select(interview.c.id).where(interview.c.campaign_id == campaign_id)
    transaction.execute(delete(in_hand).where(in_hand.c.interview_id.in_(own)))
    transaction.execute(delete(respondent).where(respondent.c.campaign_id == campaign_id))


def discard(transaction: Transaction, campaign_id: int) -> None:
    """Delete the interviews of a campaign with their answers; releases stay."""
    sever(transaction, campaign_id)
    own = select(interview.c.id).where(interview.c.campaign_id == campaign_id)
    for table in (answer, words, voice, consent, counted):
        transaction.execute(delete(table).where(table.c.interview_id.in_(own)))
    transaction.execute(delete(interview).where(interview.c.campaign_id == campaign_id))
    transaction.execute(delete(misunderstood).where(misunderstood.c.campaign_id == campaign_id))


def lonely_contacts(transaction: Transaction) -> None:
    """Delete contacts that take part in nothing, agreed to nothing and are no chat of staff."""
    kept = select(respondent.c.contact_id).union(select(agreement.c.contact_id), select(bound_chat.c.contact_id))
    transaction.execute(delete(contact).where(contact.c.id.not_in(kept)))
