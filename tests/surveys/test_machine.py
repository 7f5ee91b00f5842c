"""Whatever a parent, a phone or a forger sends, the conversation holds: random inputs in any order."""

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from surveys import codec
from surveys.conversation import advance
from surveys.design import shown
from surveys.effects import Agree, Ask, Close, Record, Redraw, Retract, Settle, Tell
from surveys.inputs import (
    Began,
    ChangedLanguage,
    Chose,
    Expired,
    Input,
    Kept,
    Listed,
    Paused,
    Picked,
    Puzzled,
    Replied,
    Restarted,
    Resumed,
    Revisited,
    Showed,
    Skipped,
    Stopped,
    Validated,
    WentBack,
    Withdrew,
    Wondered,
)
from surveys.interview import Disposition, Interview
from surveys.items import Notice, WithChoices
from tests.surveys.examples import ANSWERED, EVERY_KIND

ITEMS = [item.name for item in EVERY_KIND.items]
CHOICES = {
    item.name: [choice.name for choice in item.choices] for item in EVERY_KIND.items if isinstance(item, WithChoices)
}
TYPED = [
    "1",
    "2",
    "1,2",
    "2,1,3",
    "3 1",
    "oui",
    "non",
    "Une mère",
    "12",
    "2,5",
    "3/11/2020",
    "Plus de parcs",
    "x" * 50,
    "\0",
    "👍",
]

LEFT = (Disposition.BROKEN_OFF, Disposition.EXPIRED)
items = st.sampled_from([*ITEMS, "nobody", ""])
choices = st.sampled_from([*(name for names in CHOICES.values() for name in names), "nothing", ""])
several = st.lists(choices, max_size=4).map(tuple)
anything = st.one_of(
    st.sampled_from([Began(), WentBack(), Resumed(), Withdrew(), Showed(), Listed(), Paused(), Restarted()]),
    st.builds(Kept, items),
    st.builds(Wondered, items),
    st.builds(Puzzled, items),
    st.builds(Replied, st.sampled_from(TYPED) | st.text(max_size=20)),
    st.builds(Chose, items, choices, st.booleans()),
    st.builds(Picked, items, several),
    st.builds(Validated, items),
    st.builds(Skipped, items),
    st.builds(Revisited, items),
    st.builds(ChangedLanguage, st.sampled_from(["fr", "en", "ar", "xx", ""])),
)


class Conversation(RuleBasedStateMachine):
    @initialize(seed=st.integers(), reachable=st.booleans(), done=st.integers(0, len(ANSWERED)))
    def some_of_it_is_answered(self, seed: int, reachable: bool, done: int) -> None:
        self.interview = Interview(language="fr", seed=seed, reachable=reachable)
        self.asked: set[str] = set()
        self.consented = False
        for given in ANSWERED[:done]:
            self.give(given)

    def give(self, given: Input) -> None:
        before = self.interview
        step = advance(EVERY_KIND, before, given)
        assert advance(EVERY_KIND, codec.from_plain(codec.to_plain(before)), given) == step
        after = step.interview
        assert after.revision - before.revision in (0, 1)
        if after.revision == before.revision:
            assert (after.answers, after.position, after.draft) == (before.answers, before.position, before.draft)
        if before.disposition is not Disposition.OPEN and not isinstance(given, Withdrew):
            comes_back = isinstance(given, Began) and before.disposition in (Disposition.REFUSED, *LEFT)
            changes = before.disposition is Disposition.COMPLETE and isinstance(given, Revisited) and after.submitted
            assert (after.disposition is Disposition.OPEN) is (comes_back or changes)
            assert comes_back or changes or replace(after, misses=before.misses) == before
            self.consented = self.consented and not comes_back  # and is asked for consent again
        self.watch(before, after, step.effects)
        self.interview = after

    def watch(self, before: Interview, after: Interview, effects: tuple[Any, ...]) -> None:
        """The effects tell the world exactly what happened to the interview."""
        told = dict(before.answers)
        for effect in effects:
            match effect:
                case Ask(name) | Redraw(name):
                    assert name == after.position
                    self.asked.add(name)
                case Record(name, answer):
                    assert self.consented
                    assert name == before.position
                    told[name] = answer
                case Settle("consent", ("yes",)):
                    self.consented = True
                case Settle(name):
                    assert name == before.position
                case Agree():
                    assert self.consented
                case Retract():
                    told = {}
                    self.consented = self.consented and after.position != "consent"  # began again
                case Close(disposition):
                    assert effect == effects[-1]
                    assert (after.disposition, after.position) == (disposition, None)
                case Tell(_, name):
                    assert name is None or EVERY_KIND.has(name)
        assert told == after.answers

    def shown_now(self) -> list[str]:
        item = EVERY_KIND.item(self.interview.position) if self.interview.position else None
        if not isinstance(item, WithChoices):
            return []
        return [choice.name for choice in shown(item, self.interview.seed, {}, self.interview.reachable)]

    @rule(given=anything)
    def something_happens(self, given: Input) -> None:
        self.give(given)

    @rule(data=st.data(), on=st.booleans())
    def a_button_is_tapped(self, data: st.DataObject, on: bool) -> None:
        if names := self.shown_now():
            self.give(
                Chose(self.interview.position or "", data.draw(st.sampled_from(names)), on or data.draw(st.booleans()))
            )

    @rule(data=st.data())
    def a_form_is_sent(self, data: st.DataObject) -> None:
        if names := self.shown_now():
            self.give(
                Picked(self.interview.position or "", tuple(data.draw(st.lists(st.sampled_from(names), unique=True))))
            )

    @rule(typed=st.sampled_from(TYPED))
    def something_is_typed(self, typed: str) -> None:
        self.give(Replied(typed))

    @rule()
    def the_open_item_is_validated(self) -> None:
        self.give(Validated(self.interview.position or ""))

    @rule()
    def the_open_item_is_skipped(self) -> None:
        self.give(Skipped(self.interview.position or ""))

    @rule(given=st.sampled_from([Stopped(), Expired(), Restarted(sure=True)]), really=st.integers(0, 9))
    def it_ends_early(self, given: Input, really: int) -> None:
        if really == 0:
            self.give(given)

    @invariant()
    def it_survives_storage(self) -> None:
        assert codec.from_plain(codec.to_plain(self.interview)) == self.interview

    @invariant()
    def only_what_was_asked_is_answered(self) -> None:
        assert self.asked.issuperset(self.interview.answers)
        assert self.asked.issuperset(self.interview.trail)

    @invariant()
    def it_waits_at_a_question_or_is_over(self) -> None:
        place = self.interview.position
        if place is None:
            assert self.interview.revision == 0 or self.interview.disposition is not Disposition.OPEN or not self.asked
        else:
            assert self.interview.disposition is Disposition.OPEN
            assert not isinstance(EVERY_KIND.item(place), Notice)

    @invariant()
    def what_is_set_is_among_what_is_shown(self) -> None:
        assert set(self.shown_now()).issuperset(self.interview.draft)
        assert len(set(self.interview.draft)) == len(self.interview.draft)


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=100, stateful_step_count=60, deadline=None)
