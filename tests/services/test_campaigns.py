"""Ways in: the links of a campaign, for whoever prints or shows them."""

import questionnaires
from services import campaigns
from storage.transaction import Database
from tests.cast import context


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
