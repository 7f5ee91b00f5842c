"""How somebody answered is recorded with the response, never with the person, and comes along to the release."""

from exports.records import Mode, Record
from services.accounts.staff import COMMAND_LINE
from services.campaigning import campaigns
from services.channels import Commanded, Spoke, Wrote
from services.context import Context, Transaction
from services.inbound import receive
from services.recordings import transcribing
from services.releasing import release_building
from storage import campaigns as store
from storage.transaction import Database
from tests.cast import INES, LEA, MEHMET, context, says
from tests.recordings import opus
from tests.surveys.examples import ROLE, THANKS, VOICE, WELCOME, consent, questionnaire

FORM = questionnaire(WELCOME, consent(), ROLE, VOICE, THANKS)


def stored(transaction: Transaction, world: Context) -> list[Record]:
    """The respondents of the campaign COURT as a release sees them."""
    campaign = store.by_code(transaction, "COURT")
    assert campaign is not None
    return list(release_building._records(transaction, campaign, FORM, ()))


def test_channel_help_and_voice_are_known_of_a_response(database: Database) -> None:
    world = context()

    def live(transaction: Transaction) -> None:
        campaigns.open_campaign(transaction, world, "COURT", FORM, synthetic=False)
        for who, code, said in (
            (LEA, "COURT", Wrote("Un parc.")),
            (INES, "COURT-AIDE", Wrote("Un parc.")),
            (MEHMET, "COURT", Spoke(recording=opus())),
        ):
            for place, what in enumerate((Commanded("start", code), Wrote("1"), Wrote("1"), said)):
                receive(transaction, world, says(who, what), f"{who}:{place}")

    database.write(live).result()
    records = database.read(lambda t: stored(t, world))
    found = sorted((record.mode.assisted, sorted(record.spoken)) for record in records)
    assert found == [(False, []), (False, ["voice"]), (True, [])]
    assert {record.mode.channel for record in records} == {"telegram"}
    assert Mode() == Mode("", assisted=False)

    def write(transaction: Transaction) -> None:
        [one] = transcribing.queue(transaction, world, COMMAND_LINE)
        transcribing.transcribe(transaction, world, COMMAND_LINE, one.id, "Un parc.")

    database.write(write).result()
    records = database.read(lambda t: stored(t, world))
    assert sorted(sorted(record.spoken) for record in records) == [[], [], ["voice"]], "written down, still spoken"
