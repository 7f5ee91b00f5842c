"""Synthetic parents of a campaign: how far they are."""

from dataclasses import dataclass

from services.context import Transaction
from services.errors import NotFound
from storage import campaigns, interviews, posted

CHANNEL = "demo"


@dataclass(frozen=True, slots=True)
class Trial:
    """is_ready: the campaign is a trial and open. began, ended: interviews, those erased since included. unsent:
    messages on their way."""

    is_ready: bool
    began: int
    ended: int
    unsent: int


def progress(transaction: Transaction, code: str) -> Trial:
    """How far the synthetic parents of a campaign are. NotFound when no campaign has this code."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    began, ended = interviews.progress(transaction, campaign.id, CHANNEL)
    return Trial(campaign.synthetic and campaign.is_open, began, ended, posted.unsent(transaction, CHANNEL))
