"""Names and passwords staff sign in with, and how often a door was tried. Names are sealed and found by pseudonym."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, delete, insert, select, update

from storage.schema.identity import knock, login
from storage.transaction import Transaction
from storage.upserts import insert_new
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Login:
    """password: its Argon2id hash, "" for none. has_subject: the city's own sign-in knows them."""

    staff_id: int
    name: str
    password: str
    has_subject: bool


def by_name(transaction: Transaction, vault: Vault, name: str) -> Login | None:
    """Whose sign-in name this is, whatever its case."""
    return _first(transaction, vault, login.c.name_key == name_key(vault, name))


def by_subject(transaction: Transaction, vault: Vault, subject: str) -> Login | None:
    """Who is `subject` (issuer and identifier) at the city's own sign-in."""
    return _first(transaction, vault, login.c.subject_key == _subject_key(vault, subject))


def of(transaction: Transaction, vault: Vault, staff_id: int) -> Login | None:
    """How somebody signs in, None when only by links."""
    return _first(transaction, vault, login.c.staff_id == staff_id)


def names(transaction: Transaction, vault: Vault, only: int | None = None) -> dict[int, str]:
    """What people sign in with, by number of theirs; or that of `only`."""
    query = select(login.c.staff_id, login.c.name)
    rows = transaction.execute(query if only is None else query.where(login.c.staff_id == only))
    return {row.staff_id: vault.open(row.name, _about(row.staff_id)).decode() for row in rows}


def name(transaction: Transaction, vault: Vault, nonce: bytes, staff_id: int, called: str) -> None:
    """They sign in as `called` from now on, which nobody else may do; whom the city knew them as is to be seen anew."""
    key = name_key(vault, called)
    values = {"name_key": key, "name": vault.seal(called.encode(), _about(staff_id), nonce), "subject_key": None}
    if transaction.execute(update(login).where(login.c.staff_id == staff_id).values(values)).rowcount == 0:
        transaction.execute(insert(login).values(staff_id=staff_id, **values))


def unname(transaction: Transaction, staff_id: int) -> None:
    """They sign in by links only."""
    transaction.execute(delete(login).where(login.c.staff_id == staff_id))


def keep_password(transaction: Transaction, staff_id: int, password: str | None) -> None:
    """The hash of their password; None: none opens any more."""
    transaction.execute(update(login).where(login.c.staff_id == staff_id).values(password=password))


def bind(transaction: Transaction, vault: Vault, staff_id: int, subject: str) -> None:
    """The city's own sign-in knows them as `subject`."""
    values = {"subject_key": _subject_key(vault, subject)}
    transaction.execute(update(login).where(login.c.staff_id == staff_id).values(values))


def knocked(transaction: Transaction, key: bytes, now: datetime, span: timedelta) -> int:
    """One more try at a door; how many there were since the first one, which is at most `span` ago."""
    transaction.execute(insert_new(transaction, knock).values(key=key, count=0, since=now))
    is_old = knock.c.since <= now - span
    values = {"count": case((is_old, 1), else_=knock.c.count + 1), "since": case((is_old, now), else_=knock.c.since)}
    query = update(knock).where(knock.c.key == key).values(values).returning(knock.c.count)
    return int(transaction.execute(query).scalar_one())


def forgive(transaction: Transaction, key: bytes) -> None:
    """Forget the tries at a door."""
    transaction.execute(delete(knock).where(knock.c.key == key))


def purge(transaction: Transaction, before: datetime) -> None:
    """Forget tries that began before."""
    transaction.execute(delete(knock).where(knock.c.since <= before))


def name_key(vault: Vault, called: str) -> bytes:
    return vault.pseudonym("login", called.strip().casefold())


def _subject_key(vault: Vault, subject: str) -> bytes:
    return vault.pseudonym("subject", subject)


def _about(staff_id: int) -> str:
    return f"login:{staff_id}"


def _first(transaction: Transaction, vault: Vault, chosen: ColumnElement[bool]) -> Login | None:
    row = transaction.execute(select(login).where(chosen)).first()
    if row is None:
        return None
    called = vault.open(row.name, _about(row.staff_id)).decode()
    return Login(row.staff_id, called, row.password or "", row.subject_key is not None)
