"""Pilots: small on purpose, and stopped by the engine itself, not by somebody who happens to look.

A district that has enough parents is full: whoever names it next is thanked, and nothing of theirs is kept. When every
district is full and nobody is in the middle, when the last day is over, or when a rule of the plan is broken, the pilot
closes.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from services.campaigning import campaigns, plans
from services.campaigning.plans import StopRule
from services.context import Context, Transaction
from storage import campaigns as store
from storage import pilots
from storage.campaigns import Campaign, Share
from surveys.items import District
from surveys.questionnaire import Questionnaire

KIND = "pilot"
RULES = ("cap", "leaving", "failing", "puzzling", "date")
"""Why a pilot ended by itself: every district full, too many who left, failed or did not understand, its last day."""


def takes(transaction: Transaction, context: Context, campaign: Campaign) -> bool:
    """Whether somebody new may begin: asked at the door, so that no tick has to come first."""
    if campaign.kind != KIND:
        return campaign.is_open
    return stop_if_due(transaction, context, campaign).is_open and has_room(transaction, context, campaign)


def has_room(transaction: Transaction, context: Context, campaign: Campaign) -> bool:
    """Whether there is a district in which somebody more is asked; always so but in a pilot. Writes nothing."""
    if campaign.kind != KIND:
        return True
    shares = store.shares(transaction, campaign.id)
    counts = _told(transaction, context, campaign)
    everywhere = sum(share.cap or 1 for share in shares)
    is_full = sum(counts.values()) >= everywhere or all(_has_enough(share, counts) for share in shares)
    return not (shares and is_full)


def stop_if_due(transaction: Transaction, context: Context, campaign: Campaign) -> Campaign:
    """Close the pilot when a rule says so; the campaign as it is then. Whoever is in the middle of a full one may
    finish first."""
    counts = _told(transaction, context, campaign)
    for share in store.shares(transaction, campaign.id):
        if not share.full and _has_enough(share, counts):
            store.fill(transaction, campaign.id, share.district)
    rule = _broken(transaction, campaign)
    if not rule and not has_room(transaction, context, campaign) and not pilots.under_way(transaction, campaign.id):
        rule = "cap"
    if not rule or not campaign.is_open:
        return campaign
    campaigns.end(transaction, context, campaign, rule=rule)
    return store.by_id(transaction, campaign.id)


def _has_enough(share: Share, counts: Mapping[str, int]) -> bool:
    """Whether a district has reached its cap; for good, even if somebody leaves."""
    return share.full or counts.get(share.district, 0) >= (share.cap or 1)


def _told(transaction: Transaction, context: Context, campaign: Campaign) -> Mapping[str, int]:
    """How many parents named each district, or none of them; they count for all of the pilot."""
    form = context.shelf.get(transaction, campaign.questionnaire_id)
    axis = next((item for item in form.items if isinstance(item, District)), None)
    if axis is None:
        return {}
    counts = pilots.told(transaction, campaign.id, form.place(axis.name))
    return {axis.choices[code].name if code >= 0 else "": count for code, count in counts.items()}


def _broken(transaction: Transaction, campaign: Campaign) -> str:
    """The rule of the plan that is broken, "" when none is."""
    plan = plans.read(transaction, campaign.id)
    stop = plan.stop if plan else StopRule()
    begun, left = pilots.departures(transaction, campaign.id)
    if begun < stop.least:
        return ""
    counts = {"leaving": left, "failing": pilots.stumbles(transaction, campaign.id)}
    counts["puzzling"] = pilots.puzzled(transaction, campaign.id)
    return next((rule for rule, count in counts.items() if 100 * count > getattr(stop, rule) * begun), "")


def full(transaction: Transaction, campaign_id: int) -> frozenset[str]:
    """The districts in which nobody more is asked."""
    return frozenset(share.district for share in store.shares(transaction, campaign_id) if share.full)


@lru_cache(maxsize=64)
def limited(form: Questionnaire, districts: frozenset[str]) -> Questionnaire:
    """`form` for who has not told their district yet: naming one of these ends it kindly."""
    ends = partial(_limited, districts=districts)
    return replace(form, items=tuple(ends(item) if isinstance(item, District) else item for item in form.items))


def _limited(item: District, districts: Collection[str]) -> District:
    ends = (replace(choice, screens_out=choice.screens_out or choice.name in districts) for choice in item.choices)
    return replace(item, choices=tuple(ends))
