"""The sections of the console, as data: a page that belongs to one starts with its path."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from web.readers import Translate


@dataclass(frozen=True, slots=True)
class Section:
    """path: below which its pages lie. needs: who may not do this does not see it."""

    path: str
    title: str
    needs: Action


@dataclass(frozen=True, slots=True)
class Group:
    """Sections of one kind of work; its link leads to the first."""

    title: str
    sections: tuple[Section, ...]


def seen_by(actor: Actor, _: Translate) -> list[Group]:
    """The sections `actor` may enter, in the order of a campaign's life; a group without any is left out."""
    every = {
        _("Campagnes"): (
            Section("/console", _("Toutes les campagnes"), Action.SEE_CAMPAIGNS),
            Section("/console/help", _("Demandes d'aide"), Action.SEE_CRISIS),
            Section("/console/participation", _("Participation"), Action.SEE_PARTICIPATION),
            Section("/console/links", _("Liens et affiches"), Action.INVITE),
            Section("/console/reminders", _("Rappels"), Action.INVITE),
            Section("/console/paper", _("Papier"), Action.ENTER_PAPER),
            Section("/console/digest", _("Ma semaine"), Action.SEE_DIGEST),
        ),
        _("Questionnaires"): (
            Section("/console/templates", _("Tous les questionnaires"), Action.AUTHOR),
            Section("/console/try", _("Essayer"), Action.AUTHOR),
            Section("/console/clips", _("Questions à écouter"), Action.AUTHOR),
        ),
        _("Paroles de parents"): (
            Section("/console/voices", _("Messages vocaux"), Action.TRANSCRIBE),
            Section("/console/moderation", _("Paroles à lire"), Action.MODERATE),
            Section("/console/themes", _("Thèmes"), Action.MODERATE),
        ),
        _("Résultats"): (Section("/console/releases", _("Diffusions"), Action.SEE_RELEASES),),
        _("Équipe"): (
            Section("/console/account", _("Mon compte"), Action.OWN_ACCOUNT),
            Section("/console/people", _("Les personnes"), Action.MANAGE_STAFF),
            Section("/console/audit", _("Journal"), Action.SEE_AUDIT),
        ),
    }
    groups = (
        Group(title, tuple(section for section in sections if access.may(actor, section.needs)))
        for title, sections in every.items()
    )
    return [group for group in groups if group.sections]


def where(path: str, groups: Sequence[Group]) -> Section | None:
    """The section that the page at `path` belongs to: the one with the longest path that leads there."""
    sections = (section for group in groups for section in group.sections)
    above = [section for section in sections if f"{path}/".startswith(f"{section.path}/")]
    return max(above, key=lambda section: len(section.path), default=None)
