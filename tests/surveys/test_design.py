from collections import Counter
from dataclasses import replace

import pytest

from surveys.design import offered, shown
from surveys.interview import Interview
from surveys.items import Rating, Single
from tests.surveys.examples import ACTIONS, FIGURES, FIRST_ENTRY, FOLLOW_UP, choice, text

SEEDS = 10_000


def names(choices: tuple[object, ...]) -> list[str]:
    return [each.name for each in choices]  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [2, 3, 6, 11])
def test_every_choice_stands_in_every_place_equally_often(count: int) -> None:
    item = Single(name="x", text=text("?"), shuffled=True, choices=tuple(choice(f"c{n}") for n in range(count)))

    seen = Counter(pair for seed in range(SEEDS) for pair in enumerate(names(shown(item, seed, {}))))

    assert len(seen) == count * count
    assert all(abs(times / SEEDS - 1 / count) < 0.02 for times in seen.values())


def test_a_respondent_always_sees_the_same_order_and_items_are_drawn_apart() -> None:
    again = replace(ACTIONS, name="again")
    orders = [(names(shown(ACTIONS, seed, {})), names(shown(again, seed, {}))) for seed in range(60)]

    assert names(shown(ACTIONS, 3, {})) == orders[3][0]
    assert any(one != other for one, other in orders)


def test_the_last_choices_stay_last() -> None:
    assert {names(shown(ACTIONS, seed, {}))[-1] for seed in range(50)} == {"dk"}


def test_a_scale_is_never_shuffled() -> None:
    scale = Rating(name="scale", text=text("?"), shuffled=True, choices=tuple(choice(str(n)) for n in range(5)))

    assert names(shown(scale, 99, {})) == ["0", "1", "2", "3", "4"]
    assert names(shown(FIRST_ENTRY, 99, {})) == ["1", "2", "notyet"]


def test_a_choice_filter_hides_choices_and_keeps_the_order_of_the_others() -> None:
    school = Single(
        name="school",
        text=text("?"),
        shuffled=True,
        choice_filter="area = ${district}",
        choices=tuple(choice(f"c{n}", columns={"area": "nord" if n % 2 else "sud"}) for n in range(8)),
    )
    everybody = names(shown(replace(school, choice_filter=""), 5, {}))

    north = names(shown(school, 5, {"district": "nord"}))

    assert north == [name for name in everybody if name in {"c1", "c3", "c5", "c7"}]


def test_nobody_is_promised_a_message_that_cannot_be_sent() -> None:
    assert names(shown(FOLLOW_UP, 1, {}, reachable=False)) == ["none", "erase"]


def test_the_best_is_not_offered_as_the_worst() -> None:
    asked = Interview(language="fr", seed=1, position="figures", draft=("i2",))

    assert names(offered(FIGURES, asked, {})) == ["i1", "i3", "dk"]
    assert names(offered(FIGURES, replace(asked, draft=()), {})) == ["i1", "i2", "i3", "dk"]
