"""A campaign on the drawing board, all rules met, and a town to launch it in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import questionnaires
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns
from services.campaigning.plans import LocalQuestion, Plan
from services.context import Transaction
from services.fieldwork import drafts, launching
from services.fieldwork.drafts import Draft
from services.fieldwork.preview import preview
from storage import contacts, respondents
from storage.campaigns import Campaign
from storage.transaction import Database
from surveys.items import Purpose
from tests.services.test_inbound import Town

HELENE = Actor(1, StaffRole.COORDINATOR)
MALIK = Actor(2, StaffRole.OFFICER, ("nantes-nord",))
GROWING_UP = questionnaires.load("bien-grandir")
OPENS = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)  # a Monday, nine in Nantes
CLOSES = date(2027, 2, 14)
WORDS = Plan(
    title="Grandir à Nantes Nord",
    languages=("fr", "ar"),
    channels=("web", "paper"),
    rules="Vos réponses servent à choisir les actions de 2027.",
    decides="La Ville de Nantes.",
    contact="02 40 41 90 00",
)
LOCAL = LocalQuestion("nantes-nord", "Le square est-il un bon endroit ?", ("Oui", "Non"))


def drawn(**plan: object) -> Draft:
    """A draft that meets every rule, but for what `plan` changes."""
    campaign = Campaign(1, "NORD", 1, "draft", False, OPENS, opens_at=OPENS, closes_on=CLOSES)
    return Draft(campaign, replace(WORDS, **plan), GROWING_UP, {"nantes-nord": None})  # type: ignore[arg-type]


class Board(Town):
    """A town whose staff draw up campaigns. `draw` gives one that meets every rule."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.do(lambda t: campaigns.name_bot(t, "voix_bot"))

    def draw(self, code: str = "NORD", **plan: object) -> Draft:
        draft = self.do(lambda t: drafts.begin(t, self.context, HELENE, GROWING_UP, code, replace(WORDS, **plan)))  # type: ignore[arg-type]
        return self.amend(drafts.dated(replace(draft, districts={"nantes-nord": None}), OPENS, CLOSES))

    def amend(self, draft: Draft) -> Draft:
        amended: Draft = self.do(lambda t: drafts.amend(t, self.context, HELENE, draft))
        return amended

    def problems(self, code: str = "NORD") -> set[str]:
        return {problem.code for problem in self.do(lambda t: preview(t, self.context, HELENE, code)).blockers}

    def launch(self, code: str = "NORD") -> None:
        def go(transaction: Transaction) -> None:
            assert launching.check(transaction, self.context, HELENE, code) == ()
            shown = preview(transaction, self.context, HELENE, code)
            launching.launch(transaction, self.context, HELENE, code, shown.mark)

        self.do(go)

    def at(self, moment: datetime) -> None:
        """The clock stands at `moment`, and the worker has looked."""
        self.clock.moment = moment
        self.tick()

    def tick(self) -> None:
        self.do(lambda t: launching.tick(t, self.context))

    def state(self, code: str = "NORD") -> str:
        return next(each.state for each in self.do(lambda t: campaigns.every(t, self.context)) if each.code == code)

    def agreed(self, count: int, language: str = "fr") -> None:
        """People who agreed, in an earlier campaign, to be asked again."""

        def known(transaction: Transaction) -> None:
            for number in range(count):
                who = contacts.create(
                    transaction,
                    self.context.vault,
                    self.context.chance(12),
                    "telegram",
                    f"9{language}{number}",
                    language,
                )
                respondents.agree(transaction, who.id, 999, Purpose.RECONTACT.value, date(2026, 6, 1))

        self.do(known)
