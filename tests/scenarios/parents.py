"""A parent at a questionnaire, without any channel: for scenarios that are about words alone."""

from collections.abc import Mapping

import questionnaires
from services.simulation import Said, Simulation
from surveys.answers import Answer
from surveys.questionnaire import Questionnaire

FORM = questionnaires.load("bien-grandir")
REPLIES: Mapping[str, tuple[str, ...]] = {  # typed, question by question
    "consent": ("1",),
    "role": ("1",),
    "district": ("8",),
    "stage": ("3 à 5 ans",),
    "actions": ("1, 2",),
    "listened": ("3",),
    "first_entry": ("4",),
    "ind_a4": ("1", "1"),
    "barriers": ("1",),
    "voice": ("Un parc propre.",),
    "satisfaction": ("3",),
    "followup": ("3",),
}


class Parent(Simulation):
    """`says` and `taps` give what the bot answers, as one text."""

    def __init__(self, form: Questionnaire = FORM, language: str = "fr", seed: int = 11) -> None:
        super().__init__(form, language, seed)
        self.heard = text_of(self.begin())

    def says(self, *texts: str) -> str:
        for text in texts:
            self.heard = text_of(self.type(text))
        return self.heard

    def taps(self, label: str) -> str:
        """The button whose label begins so."""
        found = next((each for each in self.labels if each.startswith(label)), None)
        assert found is not None, f"no button {label!r} among {self.labels}"
        self.heard = text_of(self.tap(found))
        return self.heard

    def at(self, item: str) -> "Parent":
        """The same parent, who has answered everything before `item`."""
        for name, replies in REPLIES.items():
            if name == item:
                break
            self.says(*replies)
        assert self.position == item
        return self

    @property
    def position(self) -> str | None:
        return self.interview.position

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.interview.answers


def text_of(said: list[Said]) -> str:
    return "\n".join("\n".join((*each.message.paragraphs, *each.message.options, each.message.footer)) for each in said)
