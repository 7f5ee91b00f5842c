"""Keys: encryption of what could identify or was said, keyed pseudonyms, digests.

The master key never enters the database.
"""

import base64
import hmac
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class WrongKey(Exception):
    """What lies in the database was not written with this key."""


def _derived(master: bytes, purpose: str) -> bytes:
    return hmac.digest(master, purpose.encode(), "sha256")


@dataclass(frozen=True)
class Vault:
    """Derives one key per purpose from a 32-byte master key. Chance (nonces) comes by argument."""

    master: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.master) != 32:
            raise ValueError("the master key has 32 bytes")
        object.__setattr__(self, "_cipher", AESGCM(_derived(self.master, "encryption")))
        object.__setattr__(self, "_pseudonyms", _derived(self.master, "pseudonyms"))

    def seal(self, plain: bytes, about: str, nonce: bytes) -> bytes:
        """Encrypt with AES-256-GCM. `about` (table and row) is authenticated: a cell moved elsewhere does not open."""
        cipher: AESGCM = self.__dict__["_cipher"]
        return nonce[:_NONCE] + cipher.encrypt(nonce[:_NONCE], plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Decrypt; WrongKey when the key or `about` is not the one it was sealed with."""
        cipher: AESGCM = self.__dict__["_cipher"]
        try:
            return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except InvalidTag as error:
            raise WrongKey(about) from error

    def pseudonym(self, scope: str, value: str) -> bytes:
        """Keyed name of `value` within `scope` (HMAC-SHA256): the same person cannot be followed across scopes."""
        key: bytes = self.__dict__["_pseudonyms"]
        return hmac.digest(key, f"{scope}\x00{value}".encode(), "sha256")[:16]

    def key(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose (tokens, rounding)."""
        return _derived(self.master, purpose)

    def fingerprint(self) -> str:
        """Tells whether a database belongs to this key, without telling the key."""
        return base64.urlsafe_b64encode(_derived(self.master, "fingerprint")[:9]).decode()
