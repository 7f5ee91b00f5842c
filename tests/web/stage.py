"""A desk without a database: it shows the page it is told to show, and notes what parents send."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from services import chat, crisis, health, wording
from services.accounts import signing, staff
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.campaigning.campaigns import CampaignSummary
from services.channels import InboundMessage
from services.chat import ChatView, Standing
from services.context import Context
from services.errors import NotFound, Refused
from services.health import State
from services.releasing import releases
from services.releasing.releases import ReleasedHeads, ReleaseSummary
from storage.vault import Vault
from tests.web import samples

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CODE = "NANTES"
LINK, SESSION = "link-of-helene", "session-of-helene"
HELENE = Actor(1, StaffRole.COORDINATOR)
MALIK = Actor(2, StaffRole.OFFICER, ("nantes-nord",))


def counted_chance() -> Callable[[int], bytes]:
    """A source of different bytes that repeats itself from test to test."""
    drawn = iter(range(1, 1 << 30))
    return lambda size: next(drawn).to_bytes(size, "big")


@dataclass
class Stage:
    """`now`: what a known parent sees; a reply moves on to the next page of `then`."""

    now: ChatView = field(default_factory=lambda: samples.open_view(samples.role()))
    then: list[ChatView] = field(default_factory=list)
    received: list[InboundMessage] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    is_open: bool = True
    actor: Actor | None = HELENE
    link_is_good: bool = True
    campaigns: list[CampaignSummary] = field(default_factory=list)
    releases: list[ReleaseSummary] = field(default_factory=list)
    heads: ReleasedHeads | None = None
    files: dict[tuple[int, str], tuple[str, bytes]] = field(default_factory=dict)
    queues: State = field(default_factory=lambda: State({}, {}, {}, 0, {}))
    context: Context = field(
        default_factory=lambda: Context(lambda: NOW, counted_chance(), Vault(bytes(32)), "https://voix.example")
    )

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.campaigns]

    async def read(self, use_case: Callable[[Any], T]) -> T:
        return use_case(None)

    def write(self, use_case: Callable[[Any], T]) -> Awaitable[T]:
        return self.read(use_case)

    def view(self, _transaction: Any, _context: Context, code: str, address: str, language: str) -> ChatView:
        if code != CODE:
            return ChatView(Standing.UNKNOWN_CODE, language)
        if not self.is_open:
            return ChatView(Standing.NOT_OPEN, language, remarks=(wording.away(language, "closed"),))
        return self.now if address in self.known else samples.fresh(language)

    def reply(self, transaction: Any, context: Context, code: str, message: InboundMessage) -> ChatView:
        self.received.append(message)
        self.known.add(message.address)
        shown = self.then.pop(0) if self.then else self.view(transaction, context, code, message.address, "fr")
        keeps = shown.standing is Standing.DONE
        self.now = shown if keeps else replace(shown, remarks=())
        return shown

    def redeem(self, _transaction: Any, _context: Context, token: str, _device: str = "") -> str | None:
        good, self.link_is_good = self.link_is_good and token == LINK, False
        return SESSION if good else None

    def whose(self, _transaction: Any, _context: Context, session: str) -> Actor | None:
        return self.actor if session == SESSION else None

    def seen(self, _transaction: Any, _context: Context, _who: Actor, code: str) -> CampaignSummary:
        found = next((each for each in self.campaigns if each.code == code), None)
        if found is None:
            raise NotFound(code)
        return found

    def sign_out(self, _transaction: Any, _context: Context, session: str) -> None:
        self.actor = None

    def file(
        self, _transaction: Any, _context: Context, who: Actor, release: int, name: str
    ) -> tuple[str, bytes] | None:
        if who.role is not StaffRole.COORDINATOR:
            raise Refused("download")
        return self.files.get((release, name))

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stand in for the use cases, whose own tests are elsewhere."""
        monkeypatch.setattr(chat, "view", self.view)
        monkeypatch.setattr(chat, "reply", self.reply)
        monkeypatch.setattr(staff, "redeem", self.redeem)
        monkeypatch.setattr(staff, "actor", self.whose)
        monkeypatch.setattr(staff, "sign_out", self.sign_out)
        monkeypatch.setattr(signing, "lacks_password", lambda *_: False)
        monkeypatch.setattr(campaigns, "listed", lambda *_: self.campaigns)
        monkeypatch.setattr(campaigns, "seen", self.seen)
        monkeypatch.setattr(crisis, "waiting", lambda *_: 0)
        monkeypatch.setattr(health, "look", lambda *_: self.queues)
        monkeypatch.setattr(releases, "listed", lambda *_: self.releases)
        monkeypatch.setattr(
            releases, "heads", lambda *_: {each.code: self.heads for each in self.campaigns if self.heads}
        )
        monkeypatch.setattr(releases, "file", self.file)
