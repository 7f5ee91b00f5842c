"""Who works here, for whoever looks after it: add, change, assign from day to day, end, give a new link."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from services.accounts import access, staff
from services.accounts.access import Action
from services.accounts.staff import Actor, StaffRole
from services.context import Context, Transaction
from services.errors import Malformed, NotFound, Refused, Taken
from storage import audit, logins
from storage import staff as store
from storage.staff import Assignment

_EMAIL = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100}\.[^\s@.]{2,30}")
_LONGEST_NAME, _LONGEST_PLACE = 80, 120


class Kind(Enum):
    """What somebody can look after."""

    DISTRICT = "district"
    SCHOOL = "school"
    UNIT = "unit"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Person:
    """called: "" for none. email: to sign in with, "" for by links only. assignments: all there ever were. is_working:
    whether they have access today."""

    id: int
    called: str
    role: StaffRole
    email: str
    valid_from: date
    valid_until: date | None
    assignments: tuple[Assignment, ...]
    is_working: bool

    def looks_after(self, kind: Kind, day: date) -> tuple[str, ...]:
        """Names of what they look after on `day`."""
        return tuple(each.name for each in self.assignments if each.kind == kind.value and each.holds(day))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of somebody. Both days are included; valid_until None: without end."""

    called: str
    role: StaffRole
    email: str
    valid_from: date
    valid_until: date | None


def listed(transaction: Transaction, context: Context, who: Actor) -> list[Person]:
    """Everybody, newest first."""
    access.require(who, Action.MANAGE_STAFF)
    return _people(transaction, context)


def one(transaction: Transaction, context: Context, who: Actor, member: int) -> Person:
    """Somebody. NotFound when nobody has this number."""
    access.require(who, Action.MANAGE_STAFF)
    return _one(transaction, context, member)


def names(transaction: Transaction, context: Context) -> dict[int, str]:
    """What colleagues call everybody, by number; "" for who has no name."""
    return {member.id: member.called for member in store.every(transaction, context.vault)}


def add(
    transaction: Transaction,
    context: Context,
    who: Actor,
    profile: Profile,
    scope: Collection[tuple[Kind, str]] = (),
) -> tuple[int, str]:
    """Somebody new with what they look after; their number and their sign-in token. Malformed with the field, Taken
    when the e-mail is somebody else's."""
    access.require(who, Action.MANAGE_STAFF)
    _check(transaction, context, profile, None)
    needed = {StaffRole.OFFICER: Kind.DISTRICT, StaffRole.GUEST: Kind.SESSION}.get(profile.role)
    if needed and needed not in {kind for kind, _name in scope}:
        raise Malformed(needed.value)
    member = store.hire(transaction, profile.role.value, profile.valid_from, profile.valid_until)
    _name(transaction, context, member, profile)
    for kind, name in scope:
        _assign(transaction, member, kind, name, profile.valid_from, profile.valid_until)
    looks_after = " ".join(name for _kind, name in scope)
    _note(transaction, context, who, "staff_add", f"{member} {profile.role.value} {looks_after}")
    return member, staff.link(transaction, context, member)


def change(transaction: Transaction, context: Context, who: Actor, member: int, profile: Profile) -> None:
    """What is said of somebody from now on. Errors as for `add`. Nobody changes their own role or days."""
    access.require(who, Action.MANAGE_STAFF)
    before = _one(transaction, context, member)
    _check(transaction, context, profile, member)
    terms = profile.role, profile.valid_from, profile.valid_until
    if terms != (before.role, before.valid_from, before.valid_until):
        _not_self(who, member)
        store.settle(transaction, member, profile.role.value, profile.valid_from, profile.valid_until)
        until = profile.valid_until or ""
        _note(transaction, context, who, "staff_terms", f"{member} {profile.role.value} {profile.valid_from} {until}")
    if (profile.called, profile.email) != (before.called, before.email):
        _name(transaction, context, member, profile)
        _note(transaction, context, who, "staff_name", str(member))


def assign(
    transaction: Transaction,
    context: Context,
    who: Actor,
    member: int,
    kind: Kind,
    name: str,
    days: tuple[date, date | None],
) -> None:
    """Somebody looks after one more thing. days: first and last, both included. Malformed with the field."""
    access.require(who, Action.MANAGE_STAFF)
    _one(transaction, context, member)
    _assign(transaction, member, kind, name, *days)
    _note(transaction, context, who, "staff_assign", f"{member} {name} {days[0]} {days[1] or ''}")


def unassign(
    transaction: Transaction, context: Context, who: Actor, member: int, assignment: int, last_day: date
) -> None:
    """`last_day` is the last on which somebody looks after it. NotFound when they do not."""
    access.require(who, Action.MANAGE_STAFF)
    person = _one(transaction, context, member)
    name = next((each.name for each in person.assignments if each.id == assignment), None)
    if name is None:
        raise NotFound(str(assignment))
    store.end_assignments(transaction, member, [assignment], last_day)
    _note(transaction, context, who, "staff_unassign", f"{member} {name} {last_day}")


def link(transaction: Transaction, context: Context, who: Actor, member: int) -> str:
    """A new sign-in token for somebody; once used, their old password opens nothing any more."""
    access.require(who, Action.MANAGE_STAFF)
    _one(transaction, context, member)
    _note(transaction, context, who, "staff_link", str(member))
    return staff.link(transaction, context, member)


def end(transaction: Transaction, context: Context, who: Actor, member: int) -> None:
    """No access any more, from now on: sessions, links and password open nothing. What they did stays in the trail."""
    access.require(who, Action.MANAGE_STAFF)
    _not_self(who, member)
    person = _one(transaction, context, member)
    last_day = staff.today(context) - timedelta(days=1)
    store.settle(transaction, member, person.role.value, min(person.valid_from, last_day), last_day)
    store.spend_all(transaction, member, ("session", "link"))
    logins.unname(transaction, member)
    _note(transaction, context, who, "staff_end", str(member))


def _people(transaction: Transaction, context: Context, only: int | None = None) -> list[Person]:
    today, emails = staff.today(context), logins.names(transaction, context.vault, only)
    found = []
    for each in store.every(transaction, context.vault, only):
        scope = [(one.kind, one.name) for one in each.assignments if one.holds(today)]
        is_working = each.holds(today) and staff.actor_of(each.id, each.role, scope) is not None
        days = each.valid_from, each.valid_until
        email = emails.get(each.id, "")
        found.append(Person(each.id, each.called, StaffRole(each.role), email, *days, each.assignments, is_working))
    return found


def _one(transaction: Transaction, context: Context, member: int) -> Person:
    found = _people(transaction, context, member)
    if not found:
        raise NotFound(str(member))
    return found[0]


def _check(transaction: Transaction, context: Context, profile: Profile, member: int | None) -> None:
    if not profile.called.strip() or len(profile.called) > _LONGEST_NAME:
        raise Malformed("called")
    if profile.email and not _EMAIL.fullmatch(profile.email):
        raise Malformed("email")
    if profile.valid_until is not None and profile.valid_until < profile.valid_from:
        raise Malformed("valid_until")
    if profile.role is StaffRole.GUEST and profile.valid_until is None:
        raise Malformed("valid_until")
    holder = logins.by_name(transaction, context.vault, profile.email) if profile.email else None
    if holder is not None and holder.staff_id != member:
        raise Taken("email")


def _name(transaction: Transaction, context: Context, member: int, profile: Profile) -> None:
    store.name(transaction, context.vault, context.chance(12), member, profile.called.strip())
    login = logins.of(transaction, context.vault, member)
    if not profile.email:
        logins.unname(transaction, member)
    elif login is None or login.name != profile.email:
        logins.name(transaction, context.vault, context.chance(12), member, profile.email)


def _assign(
    transaction: Transaction, member: int, kind: Kind, name: str, valid_from: date, valid_until: date | None
) -> None:
    name = name.strip()
    if not name or len(name) > _LONGEST_PLACE or (kind is Kind.DISTRICT and name not in access.CITY):
        raise Malformed(kind.value)
    if valid_until is not None and valid_until < valid_from:
        raise Malformed("valid_until")
    store.assign(transaction, member, kind.value, name, valid_from, valid_until)


def _not_self(who: Actor, member: int) -> None:
    """A second pair of eyes: nobody raises themselves, nobody locks themselves out."""
    if who.id == member:
        raise Refused("self")


def _note(transaction: Transaction, context: Context, who: Actor, action: str, subject: str) -> None:
    audit.note(transaction, context.now(), who.id, action, subject.strip()[:120])
