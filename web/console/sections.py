"""The sections of the console, as data: a page that belongs to one starts with its path."""

from collections.abc import Sequence
from dataclasses import dataclass

from services import access
from services.access import Action
from services.staff import Actor
from web.readers import Translate


@dataclass(frozen=True, slots=True)
class Section:
    """path: below which its pages lie. needs: who may not do this does not see it."""

    path: str
    title: str
    needs: Action


def seen_by(actor: Actor, _: Translate) -> list[Section]:
    """The sections `actor` may enter, in the order of a campaign's life."""
    every = [
        Section("/console", _("Campagnes"), Action.SEE_CAMPAIGNS),
        Section("/console/templates", _("Questionnaires"), Action.AUTHOR),
        Section("/console/try", _("Essayer"), Action.AUTHOR),
        Section("/console/clips", _("Questions à écouter"), Action.AUTHOR),
        Section("/console/voices", _("Messages vocaux"), Action.TRANSCRIBE),
        Section("/console/participation", _("Participation"), Action.SEE_PARTICIPATION),
        Section("/console/links", _("Liens et affiches"), Action.INVITE),
        Section("/console/reminders", _("Rappels"), Action.INVITE),
        Section("/console/paper", _("Papier"), Action.ENTER_PAPER),
        Section("/console/releases", _("Diffusions"), Action.SEE_RELEASES),
        Section("/console/digest", _("Ma semaine"), Action.SEE_DIGEST),
        Section("/console/people", _("Équipe"), Action.MANAGE_STAFF),
        Section("/console/audit", _("Journal"), Action.SEE_AUDIT),
        Section("/console/account", _("Mon compte"), Action.OWN_ACCOUNT),
    ]
    return [section for section in every if access.may(actor, section.needs)]


def where(path: str, sections: Sequence[Section]) -> Section | None:
    """The section that the page at `path` belongs to: the one with the longest path that leads there."""
    above = [section for section in sections if f"{path}/".startswith(f"{section.path}/")]
    return max(above, key=lambda section: len(section.path), default=None)
