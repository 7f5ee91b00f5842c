"""Everything the bot says about the sample, to be read: `python -m tests.services.golden` writes the files anew."""

from collections.abc import Iterator
from pathlib import Path

from services import wording
from services.messages import Message
from services.wording import Setting
from surveys.districts import Place
from surveys.effects import Remark, Tell
from surveys.interview import Disposition
from tests.services.sample import ANSWERS, QUESTIONNAIRE, at, printed

FOLDER = Path(__file__).parent / "said"
LANGUAGES = ("fr", "ar")
LINK = "https://voix.example"
PLACES = (Place("Les Acacias", "nantes-nord"), Place("Acacias", "ile-de-nantes"))


def transcript(language: str) -> str:
    """Prompts, then prompts answered, then remarks and notices."""
    blocks = [f"=== {title}\n{printed(message)}" for title, message in _messages(language)]
    return "\n\n".join(blocks) + "\n"


def _messages(language: str) -> Iterator[tuple[str, Message]]:
    for item in QUESTIONNAIRE.items:
        answers = ANSWERS if item.name == "review" else {}
        yield f"ask {item.name}", wording.ask(at(item.name, language, answers=answers), item.name)
    yield "ask topics, one set", wording.ask(at("topics", language, draft=("sport",)), "topics")
    yield "ask useful, best set", wording.ask(at("useful", language, draft=("school",)), "useful")
    yield "ask pairs, the second", wording.ask(at("pairs", language, draft=("games", "trees")), "pairs")
    for name in ("role", "useful", "voice"):
        yield f"ask {name}, answered before", wording.ask(at(name, language, answers=ANSWERS), name)
    yield "ask order, all set", wording.ask(at("order", language, draft=("library", "park")), "order")
    for name, answer in ANSWERS.items():
        yield f"settled {name}", wording.settled(at("review", language), name, answer)
    yield "settled consent", wording.settled(at("intro", language), "consent", ("yes",))
    yield "settled review", wording.settled(at("after", language), "review", ())
    yield from _remarks(language)
    yield "languages", wording.languages(at("role", language))
    yield "help", wording.help_(language, LINK)
    yield "privacy", wording.privacy(language, LINK)
    notices = (
        wording.unknown_code,
        wording.not_open,
        wording.choose_code,
        wording.unsupported,
        wording.stopped,
        wording.apology,
        wording.nothing_kept,
    )
    for say in notices:
        yield say.__name__, say(language)


def _remarks(language: str) -> Iterator[tuple[str, Message]]:
    for title, setting, told in remarks(language):
        yield title, wording.tell(setting, told)


def remarks(language: str) -> Iterator[tuple[str, Setting, Tell]]:
    """Each remark about an item it can be about; what is expected differs by kind."""
    about = {
        Remark.MORE: "consent",
        Remark.NOTICE: "intro",
        Remark.TOO_MANY: "topics",
        Remark.TOO_FEW: "topics",
        Remark.TOO_LONG: "voice",
        Remark.NOT_A_NUMBER: "children",
        Remark.NOT_A_DATE: "since",
        Remark.OUT_OF_RANGE: "children",
        Remark.NOT_SKIPPABLE: "children",
        Remark.IDENTIFYING: "voice",
        Remark.WHICH_PLACE: "district",
        Remark.PASSED_OVER: "district",
    }
    for remark in Remark:
        name = about.get(remark, "role")
        choices = ("mother", "father") if remark is Remark.AMBIGUOUS else ()
        yield remark.value, at(name, language), Tell(remark, name, choices, 2, PLACES)
    for kind in ("district", "topics", "mark", "useful", "order", "since", "review", "after"):
        yield f"unreadable {kind}", at(kind, language), Tell(Remark.UNREADABLE, kind)
    for disposition in Disposition:
        closed = at(None, language, disposition=disposition)
        yield f"closed, {disposition.value}", closed, Tell(Remark.CLOSED)
    yield "why, without a reason given", at("mark", language), Tell(Remark.WHY, "mark")
    yield "plainly, without other words", at("mark", language), Tell(Remark.PLAINLY, "mark")
    answered = at("children", language, answers=ANSWERS)
    yield "the answers so far", answered, Tell(Remark.ANSWERS)
    yield "paused with answers", answered, Tell(Remark.PAUSED)
    yield "stopped after answers", at(None, language, answers=ANSWERS), Tell(Remark.STOPPED)
    late = at("voice", language, disposition=Disposition.COMPLETE)
    yield "late, after the end", late, Tell(Remark.LATE, "role")
    yield "late, once more", answered, Tell(Remark.LATE_STILL, "role")


if __name__ == "__main__":
    for tag in LANGUAGES:
        (FOLDER / f"{tag}.txt").write_text(transcript(tag), encoding="utf-8")
