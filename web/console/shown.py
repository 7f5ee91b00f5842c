"""Campaigns in words and frames, for the pages that show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from locales.languages import direction
from services.accounts.access import CITY
from services.accounts.staff import Actor, StaffRole
from services.campaigning.life import State
from services.fieldwork.drafts import Draft
from services.fieldwork.sentences import CHANNELS, KINDS, RULES, STATES
from services.messages import Message
from surveys.districts import DISTRICTS
from surveys.questionnaire import Questionnaire
from web.readers import Translate

NAMES: Mapping[str, str] = {district.slug: district.name for district in DISTRICTS}


@dataclass(frozen=True, slots=True)
class Frame:
    """One message as a phone shows it. title: what it is, for who reads the page aloud. direction: "ltr" or "rtl"."""

    title: str
    message: Message
    direction: str


def frame(name: str, message: Message, form: Questionnaire, _: Translate) -> Frame:
    """A message of a campaign, named for the officer."""
    titles = {
        "invitation": _("Invitation"),
        "reminder": _("Rappel"),
        "paused": _("Pendant une pause"),
        "closed": _("Après la fin"),
    }
    title = titles.get(name) or _("Question {n}").format(n=form.place(name) + 1)
    return Frame(title, message, direction(message.language))


def own_districts(actor: Actor, draft: Draft) -> dict[str, str]:
    """The districts that whoever writes may choose, by slug."""
    allowed = actor.districts if actor.role is StaffRole.OFFICER else CITY
    return {slug: NAMES[slug] for slug in CITY if slug in allowed or slug in draft.districts}


def words(_: Translate) -> dict[str, Any]:
    """Names of states, kinds, channels, districts and of the rules that end a pilot."""
    return {
        "states": {state.value: _(STATES[state]) for state in State},
        "kinds": {kind: _(name) for kind, name in KINDS.items()},
        "channels": {channel: _(name) for channel, name in CHANNELS.items()},
        "rules_of_end": {rule: _(why) for rule, why in RULES.items()},
        "names": NAMES,
    }
