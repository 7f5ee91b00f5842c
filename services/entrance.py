"""Codes that lead into a campaign: its own, that of a place, a one-time code on paper; each also for a helper."""

from dataclasses import dataclass

from locales import languages
from services.channels import InboundMessage
from services.context import Context, Transaction
from services.reaching import codes
from storage import campaigns, contacts, slips, ways
from storage.campaigns import Campaign
from storage.contacts import Contact
from storage.slips import Slip

ASSISTED = "-AIDE"  # behind any code, in a link or typed


@dataclass(frozen=True, slots=True)
class Entrance:
    """assisted: somebody helps to answer, which is recorded with the response. way: the place whose code it is. slip:
    the one-time code it is."""

    campaign: Campaign
    assisted: bool
    way: int | None = None
    slip: Slip | None = None

    @property
    def is_spent(self) -> bool:
        """A code that served already: nobody begins with it."""
        return self.slip is not None and self.slip.spent


def find(transaction: Transaction, context: Context, code: str) -> Entrance | None:
    """Where `code` leads; None when nothing that parents may know of bears it."""
    plain = campaigns.normal(code)
    whole = _find(transaction, context, plain, assisted=False)
    if whole is None and plain.endswith(ASSISTED):
        whole = _find(transaction, context, plain.removesuffix(ASSISTED), assisted=True)
    return whole if whole is not None and whole.campaign.is_known else None


def _find(transaction: Transaction, context: Context, code: str, *, assisted: bool) -> Entrance | None:
    own = campaigns.by_code(transaction, code)
    if own is not None:
        return Entrance(own, assisted)
    way = ways.by_code(transaction, code)
    if way is not None:
        return Entrance(campaigns.by_id(transaction, way.campaign_id), assisted, way.id)
    written = codes.read(code)
    slip = slips.find(transaction, context.vault, written) if written else None
    if slip is None:
        return None
    return Entrance(campaigns.by_id(transaction, slip.campaign_id), assisted, slip.way_id, slip)


def came(transaction: Transaction, interview_id: int, entrance: Entrance) -> None:
    """An interview began through this entrance. A one-time code is not spent by that."""
    if entrance.way is not None:
        ways.came(transaction, interview_id, entrance.way)
    if entrance.slip is not None:
        slips.take(transaction, interview_id, entrance.slip.digest)


def welcome(transaction: Transaction, context: Context, message: InboundMessage) -> Contact:
    """A newcomer, spoken to in the language of their device as far as we know it."""
    language = languages.resolve(message.language)
    return contacts.create(transaction, context.vault, context.chance(12), message.channel, message.address, language)
