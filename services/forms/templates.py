"""Questionnaires that campaigns are made of: those that come with the software, and those staff hand in as XLSForms.

A file becomes a `Draft` in `services.forms.drafts`, which takes a moment of the processor and much of the memory, and
no database; the draft is then kept here in a short transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor, StaffRole
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Refused, Taken
from storage import audit, questionnaires
from storage import templates as store
from storage.templates import SHIPPED, Row
from surveys.problems import Level, Problem
from surveys.questionnaire import Questionnaire

MOST = 200  # templates a member of staff keeps
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Template:
    """One questionnaire to make campaigns of. name: its own; title: in French, else in its first language. questions:
    how many items. questionnaire_id: of what is kept of it for campaigns. warnings: those that nobody gave a reason
    for. version: grows with each change. mine: whether the reader may change it."""

    id: int
    name: str
    title: str
    languages: tuple[str, ...]
    questions: int
    questionnaire_id: int
    file_name: str
    is_shipped: bool
    warnings: int
    version: int
    kept_at: datetime
    mine: bool

    @property
    def is_ready(self) -> bool:
        """Whether each warning was mended or has a reason."""
        return self.warnings == 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A file and what was found in it. form: None when an error refuses it."""

    content: bytes
    file_name: str
    form: Questionnaire | None
    problems: tuple[Problem, ...]

    @property
    def open_warnings(self) -> tuple[Problem, ...]:
        """Warnings that nobody gave a reason for."""
        return tuple(one for one in self.problems if one.level is Level.WARNING and not one.accepted)


def listed(transaction: Transaction, context: Context, who: Actor) -> list[Template]:
    """All of them, the newest change first: any author may make a campaign of any of them."""
    access.require(who, Action.AUTHOR)
    return [_template(transaction, context, row, who) for row in store.every(transaction)]


def get(transaction: Transaction, context: Context, who: Actor, template: int) -> Template:
    """One of them. NotFound."""
    access.require(who, Action.AUTHOR)
    return _template(transaction, context, _row(transaction, template), who)


def questionnaire(transaction: Transaction, context: Context, who: Actor, template: int) -> Questionnaire:
    """What a campaign made of it would ask, as the file stands now. NotFound."""
    access.require(who, Action.AUTHOR)
    return context.shelf.get(transaction, _row(transaction, template).questionnaire_id)


def file(transaction: Transaction, who: Actor, template: int) -> tuple[str, bytes]:
    """Name and content of its file. NotFound."""
    access.require(who, Action.AUTHOR)
    row = _row(transaction, template)
    content = store.content(transaction, template)
    assert content is not None
    return row.file_name, content


def keep(transaction: Transaction, context: Context, who: Actor, draft: Draft) -> Template:
    """Keep what somebody handed in. Malformed when the file has errors, Taken when they keep too many."""
    access.require(who, Action.AUTHOR)
    form = _launchable(draft)
    if store.count(transaction, who.id) >= MOST:
        raise Taken("templates")
    kept = questionnaires.keep(transaction, form)
    now, warnings = context.now(), len(draft.open_warnings)
    name = form.name[:_LONGEST_NAME]
    added = store.add(transaction, now, who.id, name, draft.file_name, draft.content, kept, warnings)
    audit.note(transaction, now, who.id, "template_keep", f"{added} {name}")
    return get(transaction, context, who, added)


def change(
    transaction: Transaction, context: Context, who: Actor, template: int, version: int, draft: Draft
) -> Template:
    """Another file in its place. Campaigns made of it before keep what they ask. version: the one that was looked at;
    Taken when somebody changed it since. NotFound, Malformed, Refused (it is somebody else's)."""
    row = _own(transaction, who, template)
    form = _launchable(draft)
    kept = questionnaires.keep(transaction, form)
    now, warnings = context.now(), len(draft.open_warnings)
    seen = replace(row, version=version)
    if not store.change(transaction, now, seen, draft.file_name, draft.content, kept, warnings):
        raise Taken("version")
    audit.note(transaction, now, who.id, "template_change", f"{template} {form.name[:_LONGEST_NAME]}")
    return get(transaction, context, who, template)


def remove(transaction: Transaction, context: Context, who: Actor, template: int) -> None:
    """Not offered any more. Campaigns made of it keep what they ask. NotFound, Refused (it is somebody else's)."""
    row = _own(transaction, who, template)
    store.remove(transaction, template)
    audit.note(transaction, context.now(), who.id, "template_remove", f"{template} {row.name}")


def ship(transaction: Transaction, context: Context, drafts: Iterable[Draft]) -> None:
    """Offer the questionnaires that come with the software, as they are today."""
    for draft in drafts:
        form, now = _launchable(draft), context.now()
        if is_offered(transaction, form.name, draft.content):
            continue
        row = store.shipped(transaction, form.name)
        kept = questionnaires.keep(transaction, form)
        if row is None:
            store.add(transaction, now, SHIPPED, form.name, draft.file_name, draft.content, kept, 0)
        else:
            store.change(transaction, now, row, draft.file_name, draft.content, kept, 0)


def is_offered(transaction: Transaction, name: str, content: bytes) -> bool:
    """Whether the form that comes with the software under this name is offered as it is today."""
    row = store.shipped(transaction, name)
    return row is not None and store.content(transaction, row.id) == content


def _row(transaction: Transaction, template: int) -> Row:
    row = store.by_id(transaction, template)
    if row is None:
        raise NotFound(str(template))
    return row


def _own(transaction: Transaction, who: Actor, template: int) -> Row:
    """The template, for whoever handed it in or coordinates."""
    access.require(who, Action.AUTHOR)
    row = _row(transaction, template)
    if not _is_theirs(row, who):
        raise Refused("template")
    return row


def _is_theirs(row: Row, who: Actor) -> bool:
    return row.owner != SHIPPED and (row.owner == who.id or who.role is StaffRole.COORDINATOR)


def _launchable(draft: Draft) -> Questionnaire:
    if draft.form is None:
        raise Malformed(draft.file_name)
    return draft.form


def _template(transaction: Transaction, context: Context, row: Row, who: Actor) -> Template:
    form = context.shelf.get(transaction, row.questionnaire_id)
    return Template(
        id=row.id,
        name=row.name,
        title=form.title.in_("fr"),
        languages=form.languages,
        questions=len(form.items),
        questionnaire_id=row.questionnaire_id,
        file_name=row.file_name,
        is_shipped=row.owner == SHIPPED,
        warnings=row.warnings,
        version=row.version,
        kept_at=row.kept_at,
        mine=_is_theirs(row, who),
    )
