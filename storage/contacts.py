"""Where people are reached. Addresses are sealed; they are opened only to send."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, insert, select, update

from storage.schema.identity import contact
from storage.transaction import Transaction
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Contact:
    """One person on one channel. current: id of the interview they are in now.

    unsolicited_on: the last day we wrote without being asked. no_reminders: they want none.
    """

    id: int
    channel: str
    language: str
    unreachable: bool
    current: int | None
    unsolicited_on: date | None = None
    no_reminders: bool = False


def queue_key(vault: Vault, channel: str, address: str) -> bytes:
    """Keyed pseudonym of an address: finds the contact, and orders what comes from one person."""
    return vault.pseudonym(f"address:{channel}", address)


_COLUMNS = (
    contact.c.id,
    contact.c.channel,
    contact.c.language,
    contact.c.unreachable,
    contact.c.current,
    contact.c.unsolicited_on,
    contact.c.no_reminders,
)
_FIND = select(contact.c.address_key, *_COLUMNS).where(contact.c.address_key.in_(bindparam("keys", expanding=True)))
_HELD = _FIND.order_by(contact.c.id).with_for_update(key_share=True)


def find(transaction: Transaction, vault: Vault, channel: str, address: str) -> Contact | None:
    return find_all(transaction, vault, [(channel, address)]).get((channel, address))


def get(transaction: Transaction, contact_id: int) -> Contact | None:
    """The contact, None when it is gone."""
    return get_all(transaction, [contact_id]).get(contact_id)


def get_all(transaction: Transaction, contact_ids: Collection[int]) -> dict[int, Contact]:
    """Those of the contacts that are there, by id."""
    rows = transaction.execute(select(*_COLUMNS).where(contact.c.id.in_(contact_ids)))
    return {row.id: Contact(*row) for row in rows}


def unsolicited(transaction: Transaction, contact_ids: Collection[int], today: date) -> None:
    """These are written to without having asked."""
    transaction.execute(update(contact).where(contact.c.id.in_(contact_ids)).values(unsolicited_on=today))


def hold(transaction: Transaction, contact_id: int) -> None:
    """Until this transaction ends, nobody else who holds this contact goes on. Rows that refer to it may be written."""
    transaction.execute(select(contact.c.id).where(contact.c.id == contact_id).with_for_update(key_share=True)).all()


def find_by_key(transaction: Transaction, key: bytes) -> Contact | None:
    """The contact whose arrivals stand in this queue."""
    row = transaction.execute(_FIND, {"keys": [key]}).first()
    return Contact(*row[1:]) if row else None


def find_all(
    transaction: Transaction, vault: Vault, people: Collection[tuple[str, str]], *, held: bool = False
) -> dict[tuple[str, str], Contact]:
    """Those of `people` (channel, address) that are known. held: as `hold` does, always in the same order."""
    keys = {queue_key(vault, *person): person for person in people}
    query = _HELD if held else _FIND
    return {keys[key]: Contact(*row) for key, *row in transaction.execute(query, {"keys": list(keys)})}


def create(transaction: Transaction, vault: Vault, nonce: bytes, channel: str, address: str, language: str) -> Contact:
    """A contact that did not exist."""
    key = queue_key(vault, channel, address)
    values = {
        "channel": channel,
        "address_key": key,
        "address": vault.seal(address.encode(), f"contact:{key.hex()}", nonce),
        "language": language,
        "unreachable": False,
    }
    identifier = transaction.execute(insert(contact).values(values).returning(contact.c.id)).scalar_one()
    return Contact(identifier, channel, language, False, None)


def amend(transaction: Transaction, contact_id: int, **values: str | bool | int | date | None) -> None:
    """Set language, unreachable, current, unsolicited_on or no_reminders."""
    transaction.execute(update(contact).where(contact.c.id == contact_id).values(**values))


def move(transaction: Transaction, vault: Vault, nonce: bytes, contact_id: int, channel: str, address: str) -> None:
    """A contact has another address now. When that is a contact of its own already, this one is not written to."""
    key = queue_key(vault, channel, address)
    if find_by_key(transaction, key) is not None:
        amend(transaction, contact_id, unreachable=True)
        return
    sealed = vault.seal(address.encode(), f"contact:{key.hex()}", nonce)
    where = contact.c.id == contact_id
    transaction.execute(update(contact).where(where).values(address_key=key, address=sealed))


_ADDRESSES = select(contact.c.id, contact.c.address_key, contact.c.address).where(
    contact.c.id.in_(bindparam("ids", expanding=True)), contact.c.unreachable.is_(False)
)


def addresses(transaction: Transaction, vault: Vault, contact_ids: Iterable[int]) -> dict[int, str]:
    """Addresses of contacts that can be reached."""
    rows = transaction.execute(_ADDRESSES, {"ids": list(contact_ids)})
    return {row.id: vault.open(row.address, f"contact:{row.address_key.hex()}").decode() for row in rows}
