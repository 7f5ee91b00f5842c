"""Codes that lead into a campaign: its own, or the one for a helper who answers together with a parent."""

from dataclasses import dataclass

from services.context import Transaction
from storage import campaigns
from storage.campaigns import Campaign

ASSISTED = "-AIDE"  # behind the code of a campaign, in a link or typed


@dataclass(frozen=True, slots=True)
class Entrance:
    """assisted: somebody helps to answer, which is recorded with the response."""

    campaign: Campaign
    assisted: bool


def find(transaction: Transaction, code: str) -> Entrance | None:
    """Where `code` leads; None when nothing that parents may know of bears it."""
    whole = campaigns.by_code(transaction, code)
    if whole is not None and whole.is_known:
        return Entrance(whole, assisted=False)
    plain = campaigns.normal(code)
    own = campaigns.by_code(transaction, plain.removesuffix(ASSISTED)) if plain.endswith(ASSISTED) else None
    return Entrance(own, assisted=True) if own is not None and own.is_known else None
