"""What everybody may read: the reports of a release that a coordinator published, as they were frozen."""

import re
from dataclasses import dataclass
from datetime import datetime

from exports.policy import PUBLIC
from locales.languages import LANGUAGES
from services.accounts import access
from services.accounts.access import CITY, Action
from services.accounts.staff import Actor
from services.campaigning.campaigns import released
from services.context import Context, Transaction
from services.errors import NotFound, Taken
from services.releasing import releases
from storage import audit, campaigns, publications
from storage import releases as stored
from storage.releases import Kept
from surveys.texts import Text

_REPORT = re.compile(r"report-(.+)\.(html|pdf|docx)")


@dataclass(frozen=True, slots=True)
class Published:
    """The published release of a campaign. languages: those with a report, in the order of the registry. files: names
    of what everybody may have."""

    release: int
    title: Text
    published_at: datetime
    synthetic: bool
    languages: tuple[str, ...]
    files: tuple[str, ...]


def publish(transaction: Transaction, context: Context, who: Actor, release: int) -> None:
    """Let everybody read the reports of a release. NotFound when there is none, when it was revoked, waits for a second
    person, has no report, or was built under rules that are not for the public. Taken when it is published already."""
    access.require(who, Action.APPROVE_RELEASES, CITY)
    kept = releases.found(transaction, release)
    if not kept.is_out or kept.policy != PUBLIC.name or not _reports(kept):
        raise NotFound(str(release))
    if release in publications.published(transaction):
        raise Taken(str(release))
    publications.publish(transaction, release, context.now())
    audit.note(transaction, context.now(), who.id, "publish", str(release))
    released(transaction, context, who, kept.campaign_id)


def withdraw(transaction: Transaction, context: Context, who: Actor, release: int) -> None:
    """Take the page back; what was read is read. NotFound when it is not published."""
    access.require(who, Action.APPROVE_RELEASES, CITY)
    if not publications.withdraw(transaction, release):
        raise NotFound(str(release))
    audit.note(transaction, context.now(), who.id, "withdraw", str(release))


def published(transaction: Transaction, context: Context, code: str) -> Published | None:
    """The newest release of a campaign that is published and not revoked; None when there is none."""
    campaign = campaigns.by_code(transaction, code)
    if campaign is None:
        return None
    when = publications.published(transaction)
    kept = stored.every(transaction, campaign.id) if when else []
    found = next((one for one in kept if one.id in when and one.is_out), None)
    if found is None:
        return None
    names = _reports(found)
    told = {match[1] for name in names if (match := _REPORT.fullmatch(name))}
    title = context.shelf.get(transaction, campaign.questionnaire_id).title
    languages = tuple(language for language in LANGUAGES if language in told)
    return Published(found.id, title, when[found.id], found.synthetic, languages, names)


def file(transaction: Transaction, context: Context, code: str, name: str) -> tuple[str, bytes] | None:
    """(media type, frozen bytes) of one published report."""
    known = published(transaction, context, code)
    return stored.file(transaction, known.release, name) if known and name in known.files else None


def _reports(kept: Kept) -> tuple[str, ...]:
    return tuple(name for name, _media_type, _size in kept.files if _REPORT.fullmatch(name))
