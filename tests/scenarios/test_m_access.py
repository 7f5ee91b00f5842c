"""M. Other channels and accessibility: readable without pictures, answerable without buttons."""

import json
import re
import unicodedata

import pytest
from httpx import AsyncClient

import questionnaires
from services import wording
from services.channels import Rejected, Wrote
from services.fitting import WHATSAPP, fit
from services.interpret import interpret
from services.messages import Message
from services.wording import Setting
from storage.transaction import Database
from surveys.answers import Chosen
from surveys.conversation import advance
from surveys.inputs import Began
from surveys.interview import Disposition, Interview
from surveys.items import BestWorst, Consent, Date, District, FollowUp, Multiple, Notice, Number, Open, Ranking, Review
from surveys.questionnaire import Questionnaire
from tests.cast import AICHA, LANGUAGE, LEA
from tests.scenarios.parents import Parent
from tests.scenarios.stage import CAMPAIGNS, FORM, Stage, both_databases
from tests.services.test_inbound import Town
from tests.services.test_reminders import hours_pass, stop_halfway

ISOLATES = "\u2066\u2067\u2068\u2069"
LONGEST_BODY, LONGEST_CONSENT = 300, 400  # characters; a consent is more than a question, it is what one agrees to
SHIPPED = [(name, tag) for name in questionnaires.names() for tag in questionnaires.load(name).languages]
ALL = pytest.mark.parametrize(("name", "language"), SHIPPED)


def bare(message: Message) -> str:
    """What is left for a reader without pictures, marks and buttons."""
    return without_pictures("\n".join((*message.paragraphs, *message.options, message.footer)))


def without_pictures(text: str) -> str:
    return "".join(c for c in text if c not in ISOLATES and unicodedata.category(c) != "So")


def numbers(text: str) -> list[str]:
    return re.findall(r"^(\d+)\. \S", text, re.MULTILINE)


def reply(form: Questionnaire, interview: Interview, read: str) -> str:
    """What a reader of `read` would type: numbers that stand there, and words where words are wanted."""
    item = form.item(interview.position or "")
    printed = numbers(read)
    match item:
        case Open():
            return "Un parc"
        case Number():
            return "2"
        case Date():
            return "3/11/2020"
        case Review():
            return "oui"
        case Ranking():
            return ", ".join(reversed(printed))
        case BestWorst():
            return printed[0]
        case Multiple():
            return printed[0]
        case FollowUp():
            return printed[-2]  # the last one erases
        case _:
            return printed[0] if printed else "1"  # the points of a scale are numbers themselves


@ALL
def test_m5_everything_can_be_answered_by_reading_and_typing_alone(name: str, language: str) -> None:
    form, key = questionnaires.load(name), bytes(32)
    interview = advance(form, Interview(language, seed=3), Began()).interview
    for _ in range(60):
        if interview.position is None:
            break
        read = bare(wording.ask(Setting(form, interview, 1, key), interview.position))
        meant = interpret(form, interview, 1, key, Wrote(reply(form, interview, read)))
        assert meant is not None
        after = advance(form, interview, meant).interview  # type: ignore[arg-type]
        assert after.revision > interview.revision, f"{interview.position}: nothing came of it\n{read}"
        interview = after
    assert interview.disposition in (Disposition.COMPLETE, Disposition.ERASED)


@ALL
def test_m6_a_prompt_is_short_and_starts_with_its_question(name: str, language: str) -> None:
    form = questionnaires.load(name)
    for item in form.items:
        if isinstance(item, Notice):
            continue
        setting = Setting(form, Interview(language, seed=1, position=item.name), 1, bytes(32))
        message = wording.ask(setting, item.name)
        body = "\n\n".join(message.paragraphs)
        asked = item.text.in_(language)
        assert bare(message).startswith(asked.split("\n")[0][:20])
        if isinstance(item, Consent):
            assert len(body) <= LONGEST_CONSENT
            assert body.rstrip().endswith(("?", "؟"))
        else:
            assert len(body) <= LONGEST_BODY, item.name
        if message.footer and message.footer[-1].isdigit():
            assert re.fullmatch(r"\W*\d+/\d+\W*", message.footer.splitlines()[-1]), "progress comes last"


@ALL
def test_m1_on_a_narrower_channel_no_limit_is_passed_and_everything_can_be_chosen(name: str, language: str) -> None:
    form = questionnaires.load(name)
    for item in form.items:
        if isinstance(item, Notice):
            continue
        interview = Interview(language, seed=1, position=item.name)
        shown = fit(wording.ask(Setting(form, interview, 1, bytes(32)), item.name), WHATSAPP)
        assert len(shown.buttons) <= 3
        assert len(shown.rows) <= 10
        assert all(len(label) <= 20 for label in shown.buttons)
        assert all(len(label) <= 24 for label in shown.rows)
        assert len(shown.text) <= (1024 if shown.buttons or shown.rows else 4096)
        if isinstance(item, District):
            assert (shown.buttons, shown.rows) == ((), ())
            printed = numbers("".join(c for c in shown.text if c not in ISOLATES))
            chosen = [interpret(form, interview, 1, bytes(32), Wrote(number)) for number in printed]
            answers = [advance(form, interview, each).interview.answers[item.name] for each in chosen]  # type: ignore[arg-type]
            assert answers == [Chosen((choice.name,)) for choice in item.choices], "thirteen numbers, thirteen answers"


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def test_m2_a_reminder_that_the_channel_refuses_is_not_tried_again(town: Town) -> None:
    """Outside the hours in which a channel lets us write, it refuses; the parent is answered as soon as they write."""
    stop_halfway(town)
    tried = hours_pass(town, 24 * 30, Rejected("outside_window"))
    assert len({delivery.row.id for _, delivery in tried}) == len(tried) <= 2
    assert town.due() == []
    town.act(LEA, Wrote("8"))
    assert "Quel âge" in town.screens[LEA][-1].paragraphs[0]


def test_m3_without_edits_old_prompts_are_harmless_and_changes_are_typed() -> None:
    """A channel that cannot edit leaves every old prompt as it was: its buttons must not change an answer."""
    lea = Parent().at("district")
    old = dict.fromkeys(lea.labels)
    lea.says("8", "3 à 5 ans")
    assert "Nantes Sud" in old
    lea.says("modifier 2", "nantes sud")
    assert (lea.answers["district"], lea.position) == (Chosen(("nantes-sud",)), "actions")


def link_in(text: str) -> str:
    """The address of a person's own page in a message."""
    return re.search(r"http://\S+/suite/[\w=-]+", text)[0]  # type: ignore[index]


@both_databases
async def test_m4_who_starts_on_telegram_and_finishes_on_the_page_is_one_response(stage: Stage) -> None:
    phone = await stage.at(LEA, "followup")
    await phone.type("aide")
    await stage.reaches(phone, "followup")
    link = link_in(phone.screen()[-2].text).replace(stage.house.context.public_url, stage.url)
    async with AsyncClient(follow_redirects=True) as browser:
        assert "Continuer sur cette page" in (await browser.get(link)).text, "to look at a link spends nothing"
        page = (await browser.post(link)).text
        assert FORM.item("followup").text.in_("fr").split(" ")[0] in page
        assert "Une mère" in page, "the answers are the same"
        finished = await browser.post(f"{stage.url}/c/NANTES", data={"about": "followup", "text": "3"})
        assert "Votre avis compte pour les enfants de Nantes." in finished.text
    assert stage.rows("SELECT disposition FROM interview") == [("complete",)]
    assert (stage.count("respondent"), stage.count("contact")) == (1, 1)
    stage.pass_(seconds=10)
    await phone.type("3")
    await phone.wait_for(lambda screen: "déjà répondu à tout" in screen[-1].text)


@both_databases
async def test_m4_the_link_is_good_once_and_for_a_day(stage: Stage) -> None:
    phone = await stage.at(LEA, "role")
    links = []
    for _ in range(2):
        await phone.type("aide")
        await stage.reaches(phone, "role")
        links.append(link_in(phone.screen()[-2].text).replace(stage.house.context.public_url, stage.url))
        stage.pass_(minutes=1)
    async with AsyncClient() as first, AsyncClient() as second:
        assert (await first.post(links[0])).status_code == 303
        assert (await second.post(links[0])).status_code == 404, "another browser cannot use it again"
        assert (await second.post(f"{stage.url}/c/NANTES/suite/made-up")).status_code == 404
        stage.pass_(days=1, minutes=1)
        assert (await second.post(links[1])).status_code == 404, "too old"
        assert FORM.item("role").text.in_("fr") not in (await second.get(f"{stage.url}/c/NANTES")).text
    await phone.type("/effacer")
    await phone.wait_for(lambda screen: "sont effacées" in screen[-1].text)
    assert stage.count("answer") == 0


@pytest.mark.parametrize("who", [LEA, AICHA])
@pytest.mark.parametrize("code", ["NANTES", "ESSAI"])
async def test_m5_a_whole_questionnaire_is_answered_on_telegram_without_one_tap(
    stage: Stage, who: str, code: str
) -> None:
    """By reading what stands there, less emojis and buttons, and typing numbers and words."""
    phone = await stage.started(who, code)
    for _ in range(30):
        [(state,)] = stage.rows("SELECT state FROM interview")
        if json.loads(state)["position"] is None:
            break
        asked = Interview(LANGUAGE[who], seed=0, position=json.loads(state)["position"])
        await phone.type(reply(CAMPAIGNS[code], asked, without_pictures(phone.last.text)))
        await phone.wait_for_reply()
        await stage.settled()
        stage.pass_(seconds=10)
    assert stage.rows("SELECT disposition, mode, assisted FROM interview") == [("complete", "telegram", 0)]


async def test_a_helpers_link_records_that_somebody_helped(stage: Stage) -> None:
    phone = await stage.started(LEA, "nantes-aide")
    await phone.type("1")
    await stage.reaches(phone, "role")
    assert stage.rows("SELECT mode, assisted FROM interview") == [("telegram", 1)]
    assert stage.rows("SELECT mode FROM consent") == [("telegram",)]
