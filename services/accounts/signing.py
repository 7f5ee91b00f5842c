"""Signing in with a name and a password, and what somebody may do with their own account.

Checking a password takes long on purpose, so it happens outside any transaction: `knock` counts the try and says what
to compare with, `enter` opens the door. A name that nobody has takes the same way, in the same time, to the same
answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.accounts import access, staff
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import Malformed, NotFound
from storage import audit, logins
from storage import staff as store

SPAN = timedelta(minutes=15)
TRIES = 5  # for one name within SPAN
TRIES_FROM = 30  # from one place within SPAN: a town hall has one address for many


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that is to be checked. member: None for a name that nobody has. kept: hash to compare with."""

    name_key: bytes
    place_key: bytes
    member: int | None
    kept: str


@dataclass(frozen=True, slots=True)
class Own:
    """One's own name and hash. may_try: not too many tries lately."""

    name: str
    kept: str
    may_try: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One's own account. name: to sign in with, "" for by links only. until: the last day, None for no end. sessions:
    newest first; `here` names the one that asks."""

    called: str
    name: str
    has_password: bool
    until: date | None
    sessions: tuple[store.Session, ...]
    here: bytes


def knock(transaction: Transaction, context: Context, name: str, place: str) -> Attempt | None:
    """Somebody at the door of `name`; None when this door, or any from this place, was tried too often lately.
    place: where they are, as an address; only its keyed pseudonym is kept, for SPAN."""
    vault, now = context.vault, context.now()
    keys = logins.name_key(vault, name), vault.pseudonym("place", place)
    tries = [logins.knocked(transaction, key, now, SPAN) for key in keys]
    if tries[0] > TRIES or tries[1] > TRIES_FROM:
        return None
    found = logins.by_name(transaction, vault, name)
    return Attempt(*keys, found.staff_id if found else None, found.password if found else "")


def enter(transaction: Transaction, context: Context, attempt: Attempt, device: str) -> str | None:
    """The password was right: the key of a new session, None when they have no access today."""
    logins.forgive(transaction, attempt.name_key)
    return None if attempt.member is None else staff.begin(transaction, context, attempt.member, device)


def welcome(transaction: Transaction, context: Context, subject: str, email: str, device: str = "") -> str | None:
    """Somebody the city's own sign-in vouches for: the key of a new session, None when nobody here is meant. They are
    known by `subject`; by their verified e-mail (as sign-in name) the first time only."""
    found = logins.by_subject(transaction, context.vault, subject)
    if found is None:
        found = logins.by_name(transaction, context.vault, email) if email else None
        if found is None or found.has_subject:
            return None
        logins.bind(transaction, context.vault, found.staff_id, subject)
    return staff.begin(transaction, context, found.staff_id, device)


def account(transaction: Transaction, context: Context, who: Actor, session: str) -> Account:
    """One's own account."""
    access.require(who, Action.OWN_ACCOUNT)
    [member] = store.every(transaction, context.vault, who.id)
    login = logins.of(transaction, context.vault, who.id)
    return Account(
        member.called,
        login.name if login else "",
        bool(login and login.password),
        member.valid_until,
        tuple(store.sessions(transaction, who.id, context.now())),
        staff.digest(session),
    )


def lacks_password(transaction: Transaction, context: Context, who: Actor) -> bool:
    """Whether they have a name to sign in with, and no other way yet than links."""
    access.require(who, Action.OWN_ACCOUNT)
    login = logins.of(transaction, context.vault, who.id)
    return login is not None and not login.password and not login.has_subject


def recheck(transaction: Transaction, context: Context, who: Actor, place: str) -> Own:
    """Whoever is signed in proves anew that it is them; it counts as a try at their door. NotFound without a name to
    sign in with."""
    login = _login(transaction, context, who)
    may_try = not login.password or knock(transaction, context, login.name, place) is not None
    return Own(login.name, login.password, may_try)


def choose(transaction: Transaction, context: Context, who: Actor, before: str, kept: str, session: str) -> None:
    """`kept` is the hash of one's password from now on; other sessions end. before: the hash it takes the place of.
    Malformed when that is not so any more."""
    login = _login(transaction, context, who)
    if login.password != before:
        raise Malformed("password")
    logins.keep_password(transaction, who.id, kept)
    logins.forgive(transaction, logins.name_key(context.vault, login.name))
    store.spend_all(transaction, who.id, ("session", "link"), but=staff.digest(session))
    audit.note(transaction, context.now(), who.id, "password", "")


def end_session(transaction: Transaction, context: Context, who: Actor, named: str) -> None:
    """End one of one's own sessions. named: its digest as hexadecimal digits."""
    access.require(who, Action.OWN_ACCOUNT)
    try:
        only = bytes.fromhex(named)
    except ValueError:
        raise NotFound(named) from None
    if only:
        store.spend_all(transaction, who.id, ("session",), only=only)
        audit.note(transaction, context.now(), who.id, "sign_out", "")


def end_sessions(transaction: Transaction, context: Context, who: Actor) -> None:
    """Sign out everywhere, here as well."""
    access.require(who, Action.OWN_ACCOUNT)
    store.spend_all(transaction, who.id, ("session", "link"))
    audit.note(transaction, context.now(), who.id, "sign_out", "everywhere")


def forget(transaction: Transaction, context: Context) -> None:
    """What opens nothing any more, and tries of yesterday."""
    store.purge(transaction, context.now())
    logins.purge(transaction, context.now() - SPAN)


def _login(transaction: Transaction, context: Context, who: Actor) -> logins.Login:
    access.require(who, Action.OWN_ACCOUNT)
    login = logins.of(transaction, context.vault, who.id)
    if login is None:
        raise NotFound("login")
    return login
