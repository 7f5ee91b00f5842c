"""Ways in: the links of a campaign, for whoever prints or shows them."""

from functools import partial

import questionnaires
from services import inbound
from services.campaigning import campaigns
from services.channels import Commanded, Wrote
from storage.transaction import Database
from tests.cast import context, says


def test_a_campaign_has_a_telegram_link_while_there_is_a_bot(database: Database) -> None:
    here, form = context(), questionnaires.load("every-kind")

    def link() -> str:
        return database.read(lambda t: campaigns.every(t, here))[0].telegram_link

    database.write(lambda t: campaigns.open_campaign(t, here, "ecole", form, synthetic=False)).result()
    assert link() == ""
    database.write(lambda t: campaigns.name_bot(t, "onze_voix_bot")).result()
    assert link() == "https://t.me/onze_voix_bot?start=ECOLE"
    database.write(lambda t: campaigns.name_bot(t, "")).result()
    assert link() == ""


def test_a_question_that_many_parents_do_not_understand_is_named_without_a_figure(database: Database) -> None:
    here, form = context(), questionnaires.load("every-kind")
    database.write(lambda t: campaigns.open_campaign(t, here, "ecole", form, synthetic=False)).result()

    def puzzling() -> tuple[str, ...]:
        return database.read(lambda t: campaigns.every(t, here))[0].puzzling

    def ask(number: int) -> None:
        acts = (Commanded("start", "ECOLE"), Wrote("je ne comprends pas"), Wrote("je ne comprends pas"))
        for turn, what in enumerate(acts):
            said = says(str(2000 + number), what)
            database.write(partial(inbound.receive, context=here, message=said, name=f"{number}/{turn}")).result()

    for number in range(campaigns.FEW - 1):
        ask(number)
    assert puzzling() == (), "a few parents are nobody's business"
    ask(campaigns.FEW)
    assert puzzling() == ("Comment votre enfant va-t-il à l'école ?",)
