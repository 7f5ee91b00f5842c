"""Pairs and small sets out of a long list."""

import json
from collections import Counter
from dataclasses import replace
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import codec, definition
from surveys.answers import Chosen, Missing
from surveys.design import offered, sets
from surveys.effects import Ask, Record, Redraw, Remark, Tell
from surveys.inputs import Began, Chose, Input, Kept, Picked, Replied, Revisited, Skipped, Validated, WentBack
from surveys.items import Comparison
from tests.surveys.examples import VOICE, Parent, choice, questionnaire, text

TOPICS = tuple(choice(f"t{number}", f"Sujet {name}") for number, name in enumerate("ABCDEFGH"))
PAIRS = Comparison(name="pairs", text=text("Qu'est-ce qui compte le plus ?"), choices=TOPICS, rounds=4)
SETS = replace(PAIRS, name="sets", size=4, rounds=3, worst=text("Et le moins ?"))
FORM = questionnaire(PAIRS, SETS, VOICE)


def asked(parent: Parent, item: Comparison) -> list[str]:
    return [choice.name for choice in offered(item, parent.interview, {})]


def comparing() -> Parent:
    parent = Parent(FORM)
    parent.says(Began())
    return parent


@given(st.integers(), st.integers(2, 20), st.integers(2, 5), st.integers(1, 12))
def test_wherever_one_stops_each_choice_came_as_often_as_any_other(
    seed: int, count: int, size: int, rounds: int
) -> None:
    drawn = sets(seed, "item", count, size, rounds)
    if count < size:
        assert drawn == ()
        return
    assert len(drawn) == rounds
    assert all(len(set(each)) == size for each in drawn), "nothing is compared with itself"
    for come in accumulate((Counter(each) for each in drawn), lambda before, more: before + more):
        seen = [come[place] for place in range(count)]
        assert max(seen) - min(seen) <= 1


@given(st.integers())
def test_eight_pairs_of_eight_are_eight_different_pairs(seed: int) -> None:
    assert len({frozenset(pair) for pair in sets(seed, "item", 8, 2, 8)}) == 8


def test_everybody_sees_other_pairs_and_always_the_same() -> None:
    assert len({sets(seed, "item", 8, 2, 4) for seed in range(50)}) > 40
    assert sets(7, "item", 8, 2, 4) == sets(7, "item", 8, 2, 4)


def test_a_tap_settles_a_pair_and_shows_the_next_in_place() -> None:
    lea = comparing()
    first, second = asked(lea, PAIRS)
    assert lea.says(Chose("pairs", second)) == (Redraw("pairs"),)
    assert lea.interview.draft == (second, first)
    assert not {first, second} & set(asked(lea, PAIRS)), "eight topics are shown before one comes again"


def test_after_the_last_pair_the_whole_is_stored_winner_before_loser() -> None:
    lea = comparing()
    won = []
    for _ in range(4):
        pair = asked(lea, PAIRS)
        won += pair
        lea.says(Replied("1"))
    assert lea.recorded == {"pairs": Chosen(tuple(won))}
    assert lea.position == "sets"


def test_one_may_stop_after_any_pair_but_not_before_the_first() -> None:
    lea = comparing()
    assert lea.says(Validated("pairs")) == (Tell(Remark.TOO_FEW, "pairs", limit=1),)
    pair = asked(lea, PAIRS)
    lea.says(Chose("pairs", pair[0]))
    assert lea.says(Validated("pairs"))[0] == Record("pairs", Chosen(tuple(pair)))
    assert comparing().says(Skipped("pairs"))[0] == Record("pairs", Missing.SKIPPED)


def test_a_set_asks_for_the_best_then_for_the_worst_of_the_others() -> None:
    lea = comparing()
    lea.says(Skipped("pairs"))
    whole = asked(lea, SETS)
    lea.says(Chose("sets", whole[2]))
    assert asked(lea, SETS) == [name for name in whole if name != whole[2]]
    lea.says(Chose("sets", "", on=False))
    assert asked(lea, SETS) == whole, "the best may be taken back"
    lea.says(Replied("3"), Replied("1"))
    assert lea.interview.draft == (whole[2], whole[1], whole[3], whole[0])
    best, worst = asked(lea, SETS)[:2]
    lea.says(Replied("1, 2"))
    assert (lea.interview.draft[4], lea.interview.draft[7]) == (best, worst), "both at once, typed"


def test_half_a_set_is_not_stored() -> None:
    lea = comparing()
    lea.says(Skipped("pairs"))
    first = asked(lea, SETS)
    lea.says(Picked("sets", (first[0], first[1])), Chose("sets", asked(lea, SETS)[0]), Validated("sets"))
    (stored,) = lea.recorded.values()
    assert isinstance(stored, Chosen)
    assert len(stored.choices) == 4


def test_a_choice_of_another_set_is_no_answer() -> None:
    lea = comparing()
    elsewhere = next(choice.name for choice in TOPICS if choice.name not in asked(lea, PAIRS))
    assert lea.says(Chose("pairs", elsewhere)) == (Ask("pairs"),)


def test_a_comparison_changed_begins_anew_or_is_kept() -> None:
    lea = comparing()
    for _ in range(4):
        lea.says(Replied("2"))
    kept = lea.interview.answers["pairs"]
    lea.says(Revisited("pairs"))
    assert (lea.interview.draft, len(asked(lea, PAIRS))) == ((), 2)
    lea.says(Kept("pairs"))
    assert (lea.interview.answers["pairs"], lea.position) == (kept, "sets")


def test_a_comparison_survives_storage() -> None:
    lea = comparing()
    lea.says(Replied("1"))
    assert codec.from_plain(json.loads(json.dumps(codec.to_plain(lea.interview)))) == lea.interview
    assert definition.from_plain(json.loads(json.dumps(definition.to_plain(FORM)))) == FORM


names = st.sampled_from([each.name for each in TOPICS])
items = st.sampled_from(["pairs", "sets", "voice"])
anything = st.one_of(
    st.builds(Chose, items, names, st.booleans()),
    st.builds(Picked, items, st.lists(names, max_size=3).map(tuple)),
    st.builds(Replied, st.sampled_from(["1", "2", "1,2", "4 1", "sujet a", "xyz", "-1"])),
    st.builds(Validated, items),
    st.builds(Kept, items),
    st.builds(Skipped, items),
    st.builds(Revisited, items),
    st.just(WentBack()),
)


@settings(max_examples=200, deadline=None)
@given(st.integers(), st.lists(anything, max_size=40))
def test_whatever_is_sent_only_whole_sets_of_those_shown_are_stored(seed: int, given: list[Input]) -> None:
    lea = Parent(FORM, seed=seed)
    lea.says(Began(), *given)
    for item in (PAIRS, SETS):
        stored = lea.interview.answers.get(item.name)
        if not isinstance(stored, Chosen):
            continue
        asked_sets = [
            {TOPICS[place].name for place in each}
            for each in sets(seed, item.name, len(TOPICS), item.size, item.rounds)
        ]
        cut = [stored.choices[at : at + item.size] for at in range(0, len(stored.choices), item.size)]
        assert [set(each) for each in cut] == asked_sets[: len(cut)]
        assert cut
