"""What parents do with the shipped questionnaires, on a phone, in any language."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType

from locales.catalogues import translator
from surveys.items import BestWorst, Item, WithChoices
from surveys.questionnaire import Questionnaire
from tests.fake_telegram.phone import Phone

TRIES = 4  # how often somebody who hears nothing asks
VALIDATE = "<valider>"
WRITE = "<écrire>"

GROWING_UP = (
    ("consent", ("yes",)),
    ("role", ("mother",)),
    ("district", ("nantes-nord",)),
    ("stage", ("s3", "s6", VALIDATE)),
    ("actions", ("a4", "a3", VALIDATE)),
    ("listened", ("3",)),
    ("first_entry", ("4",)),
    ("ind_a4", ("i4", "i2")),
    ("barriers", ("b1", "b3", VALIDATE)),
    ("voice", (WRITE,)),
    ("satisfaction", ("3",)),
    ("followup", ("none", VALIDATE)),
)


def label(item: Item, act: str, language: str) -> str:
    """What the button of an act says in the parent's language."""
    if act == VALIDATE:
        return translator(language).gettext("Valider")
    assert isinstance(item, WithChoices)
    return next(choice.text.in_(language) for choice in item.choices if choice.name == act)


async def answer_everything(
    phone: Phone,
    form: Questionnaire,
    language: str,
    patience: float = 15,
    since: str = "",
    until: str = "",
    instead: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> None:
    """Answer each question by its buttons (own words by typing), those from `since` and before `until` when they are
    given. instead: other acts than those of `GROWING_UP`. Who hears nothing for `patience` seconds asks "?"."""
    names = [name for name, _ in GROWING_UP]
    for name, acts in GROWING_UP[names.index(since) if since else 0 :]:
        item = form.item(name)
        await _waits(phone, lambda item=item: asks(phone, item, language), patience)
        if name == until:
            return
        for place, act in enumerate(instead.get(name, acts)):
            if act == WRITE:
                await phone.type("Un parc propre 🌳 et calme.")
                continue
            if isinstance(item, BestWorst) and place:
                await _waits(phone, lambda item=item: _says(phone, item.worst.in_(language)), patience)
            await tap(phone, label(item, act, language))


async def _waits(phone: Phone, seen: Callable[[], bool], patience: float) -> None:
    for _ in range(TRIES):
        with suppress(AssertionError):
            await phone.wait_for(lambda _screen: seen(), patience)
            return
        await phone.type("?")
    await phone.wait_for(lambda _screen: seen(), 4 * patience)


async def tap(phone: Phone, wanted: str) -> None:
    """Tap the button of the newest message that says `wanted`, whatever marks direct its letters."""
    labels = [plain(text).split(". ", 1)[-1] for text in phone.last.labels]
    found = [place for place, text in enumerate(labels) if wanted in text or wanted.startswith(text.rstrip("…"))]
    assert found, f"no button {wanted!r}:\n{phone.transcript()}"
    await phone.tap_index(found[0], phone.last.id)


def plain(text: str) -> str:
    """`text` without the invisible marks that direct its letters, its no-break spaces as ordinary ones."""
    marks = dict.fromkeys((0x200E, 0x200F, 0x2066, 0x2067, 0x2068, 0x2069))
    return text.translate({**marks, 0x00A0: " ", 0x202F: " "})


def asks(phone: Phone, item: Item, language: str) -> bool:
    """Whether the newest message of the bot asks `item`."""
    return _says(phone, item.text.in_(language).split("\n")[0]) and (
        not isinstance(item, WithChoices) or bool(phone.last.keyboard)
    )


def _says(phone: Phone, words: str) -> bool:
    bot = [message for message in phone.screen() if message.by_bot]
    return bool(bot) and words[:30] in plain(bot[-1].text)
