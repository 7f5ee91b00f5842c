"""Campaigns that concern a member of staff: an officer's are those of their districts and of the whole city."""

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns
from services.context import Transaction
from services.errors import NotFound, Refused
from storage import campaigns as store
from storage.campaigns import Campaign


def seen(transaction: Transaction, who: Actor, code: str, action: Action) -> Campaign:
    """The campaign `code`, once `who` may do `action` somewhere within it. NotFound, Refused."""
    access.require(who, action)
    campaign = store.by_code(transaction, code)
    if campaign is None:
        raise NotFound(code)
    limits = access.limits(who)
    if limits is not None and not set(limits) & set(campaigns.concerned(transaction, campaign)):
        raise Refused(action.value)
    return campaign


def whole(transaction: Transaction, who: Actor, campaign: Campaign, action: Action) -> bool:
    """Whether `who` may do `action` to all of a campaign."""
    return access.may(who, action, campaigns.concerned(transaction, campaign))
