"""Synthetic parents of a campaign: which of them took part, and how many are through."""

from collections.abc import Iterable

from services.context import Context, Transaction
from storage import campaigns, contacts, interviews, respondents

CHANNEL = "demo"


def known(transaction: Transaction, context: Context, code: str, names: Iterable[str]) -> set[str]:
    """Those of `names` who began an interview in the campaign before."""
    campaign = campaigns.by_code(transaction, code)
    found = ((name, contacts.find(transaction, context.vault, CHANNEL, name)) for name in names)
    return {
        name
        for name, contact in found
        if contact and campaign and respondents.interview_of(transaction, contact.id, campaign.id) is not None
    }


def closed(transaction: Transaction, code: str) -> int:
    """Synthetic interviews of the campaign that came to an end."""
    campaign = campaigns.by_code(transaction, code)
    return interviews.closed(transaction, campaign.id, CHANNEL) if campaign else 0
