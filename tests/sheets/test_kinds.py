"""The mapping table of docs/xlsform.md: what each XLSForm type becomes."""

from surveys.answers import Missing
from surveys.districts import DISTRICTS
from surveys.items import (
    BestWorst,
    Comparison,
    Consent,
    Date,
    District,
    FollowUp,
    Multiple,
    Notice,
    Number,
    Open,
    Purpose,
    Ranking,
    Rating,
    Review,
    Single,
)
from tests.sheets import YES_NO, only_item

FRUIT = """
| choices |
| | list_name | name | label::Français (fr) |
| | fruit | apple | Pomme |
| | fruit | pear | Poire |
| | fruit | fig | Figue |
"""


def test_text_is_an_open_question_whose_length_is_bounded_by_its_constraint() -> None:
    item = only_item("""
| survey |
| | type | name | label::Français (fr) | hint::Français (fr) | required | constraint |
| | text | idea | Votre idée ? | Sans nom. | yes | string-length(.) < 301 and . != 'rien' |
""")
    assert isinstance(item, Open)
    assert (item.name, item.text.in_("fr"), item.required) == ("idea", "Votre idée ?", True)
    assert item.hint is not None
    assert item.hint.in_("fr") == "Sans nom."
    assert (item.max_chars, item.constraint) == (500, "string-length(.) < 301 and . != 'rien'")  # not taken apart


def test_a_simple_length_becomes_the_limit() -> None:
    item = only_item("""
| survey |
| | type | name | label::Français (fr) | constraint |
| | text | idea | Votre idée ? | string-length( . ) <= 300 |
""")
    assert isinstance(item, Open)
    assert (item.max_chars, item.constraint) == (300, "")


def test_numbers_and_dates_keep_their_constraints() -> None:
    whole = only_item("""
| survey |
| | type | name | label::Français (fr) | constraint | constraint_message::Français (fr) |
| | integer | children | Combien d'enfants ? | . >= 0 and . <= 20 | De 0 à 20. |
""")
    assert isinstance(whole, Number)
    assert (whole.whole, whole.constraint) == (True, ". >= 0 and . <= 20")
    assert whole.constraint_message is not None
    assert whole.constraint_message.in_("fr") == "De 0 à 20."
    decimal = only_item("| survey |\n| | type | name | label::fr |\n| | decimal | km | Distance ? |")
    assert isinstance(decimal, Number)
    assert not decimal.whole
    assert isinstance(only_item("| survey |\n| | type | name | label::fr |\n| | date | day | Quel jour ? |"), Date)


def test_select_one_is_single_and_randomize_shuffles() -> None:
    item = only_item(
        """
| survey |
| | type | name | label::Français (fr) | parameters |
| | select_one fruit | best | Quel fruit ? | randomize=true |
"""
        + FRUIT
    )
    assert isinstance(item, Single)
    assert item.shuffled
    assert [(choice.name, choice.text.in_("fr")) for choice in item.choices] == [
        ("apple", "Pomme"),
        ("pear", "Poire"),
        ("fig", "Figue"),
    ]


def test_likert_and_range_are_ratings() -> None:
    likert = only_item(
        "| survey |\n| | type | name | label::fr | appearance |\n| | select_one fruit | f | ? | likert |" + FRUIT
    )
    assert isinstance(likert, Rating)
    scale = only_item(
        "| survey |\n| | type | name | label::fr | parameters |\n| | range | r | ? | start=0 end=1 step=0.5 |"
    )
    assert isinstance(scale, Rating)
    assert [(choice.name, choice.text.in_("fr")) for choice in scale.choices] == [
        ("0", "0"),
        ("0.5", "0.5"),
        ("1", "1"),
    ]


def test_select_multiple_takes_its_limits_from_the_constraint() -> None:
    rows = "| survey |\n| | type | name | label::fr | constraint |\n| | select_multiple fruit | f | ? | {} |" + FRUIT
    top = only_item(rows.format("count-selected(.) <= 2"))
    assert isinstance(top, Multiple)
    assert (top.at_least, top.at_most, top.constraint) == (1, 2, "")
    both = only_item(rows.format("count-selected(.) >= 2 and count-selected(.) < 4"))
    assert isinstance(both, Multiple)
    assert (both.at_least, both.at_most) == (2, 3)
    kept = only_item(rows.format("count-selected(.) = 2 and ${f} != 1"))
    assert isinstance(kept, Multiple)
    assert (kept.at_least, kept.at_most, kept.constraint) == (2, 2, "${f} != 1")


def test_rank_is_a_ranking_and_follow_up_carries_purposes() -> None:
    assert isinstance(only_item("| survey |\n| | type | name | label::fr |\n| | rank fruit | f | ? |" + FRUIT), Ranking)
    item = only_item("""
| survey |
| | type | name | label::fr | appearance |
| | select_multiple after | after | Autre chose ? | follow-up |
| choices |
| | list_name | name | label::fr | purpose | exclusive | last |
| | after | news | Les résultats | results | | |
| | after | wipe | Effacer | erase | | |
| | after | none | Non | | yes | yes |
""")
    assert isinstance(item, FollowUp)
    assert [choice.purpose for choice in item.choices] == [Purpose.RESULTS, Purpose.ERASE, None]
    assert [choice.exclusive and choice.last for choice in item.choices] == [False, False, True]


def test_a_best_worst_group_is_one_item_named_after_the_group() -> None:
    item = only_item(
        """
| survey |
| | type | name | label::Français (fr) | appearance | relevant |
| | begin_group | fruits | | best-worst | 1 = 1 |
| | select_one fruit | most | Le plus utile ? | | |
| | select_one fruit | least | Le moins utile ? | | |
| | end_group | | | | |
"""
        + FRUIT
    )
    assert isinstance(item, BestWorst)
    assert (item.name, item.text.in_("fr"), item.worst.in_("fr")) == ("fruits", "Le plus utile ?", "Le moins utile ?")
    assert (item.relevant, len(item.choices)) == ("1 = 1", 3)


def test_notes_tell_and_a_review_reviews() -> None:
    note = only_item("| survey |\n| | type | name | label::fr |\n| | note | | Merci.<br>À bientôt. |")
    assert isinstance(note, Notice)
    assert (note.name, note.text.in_("fr")) == ("note_2", "Merci.\nÀ bientôt.")
    review = only_item(
        "| survey |\n| | type | name | label::fr | appearance |\n| | acknowledge | all | Tout est juste ? | review |"
    )
    assert isinstance(review, Review)


def test_a_consent_shows_its_guidance_hint_as_more() -> None:
    item = only_item("""
| survey |
| | type | name | label::fr | guidance_hint::fr | appearance |
| | select_one consent | ok | On commence ? | La Ville est responsable. | consent |
| choices |
| | list_name | name | label::fr |
| | consent | yes | Oui |
| | consent | more | En savoir plus |
| | consent | no | Non |
""")
    assert isinstance(item, Consent)
    assert item.more is not None
    assert item.more.in_("fr") == "La Ville est responsable."
    plain = only_item(
        "| survey |\n| | type | name | label::fr | appearance |\n| | select_one yes_no | ok | Oui ? | consent |"
        + YES_NO
    )
    assert isinstance(plain, Consent)
    assert plain.more is None


def test_a_district_item_gets_the_eleven_even_without_a_choices_sheet() -> None:
    rows = "| survey |\n| | type | name | label::fr | appearance |\n| | select_one districts | home | Où ? | district |"
    slugs = [district.slug for district in DISTRICTS]
    alone = only_item(rows)
    assert isinstance(alone, District)
    assert [choice.name for choice in alone.choices] == slugs
    more = only_item(
        rows
        + """
| choices |
| | list_name | name | label::fr | missing | last |
| | districts | dk | Je ne sais pas | dont_know | yes |
"""
    )
    assert isinstance(more, District)
    assert [choice.name for choice in more.choices] == [*slugs, "dk"]
    assert more.choices[-1].missing is Missing.DONT_KNOW
    two = only_item(
        rows
        + """
| choices |
| | list_name | name | label::fr |
| | districts | nantes-nord | Nantes Nord |
| | districts | nantes-sud | Nantes Sud |
"""
    )
    assert isinstance(two, District)
    assert [choice.name for choice in two.choices] == ["nantes-nord", "nantes-sud"]


def test_a_question_may_say_why_it_is_asked_and_have_other_words() -> None:
    item = only_item("""
| survey |
| | type | name | label::Français (fr) | why::Français (fr) | plain::Français (fr) |
| | text | idea | Que proposez-vous ? | Pour mieux agir. | Quelle est votre idée ? |
""")
    assert item.why is not None
    assert item.plain is not None
    assert (item.why.in_("fr"), item.plain.in_("fr")) == ("Pour mieux agir.", "Quelle est votre idée ?")


def test_pairs_compare_two_choices_of_a_list_until_each_came_twice() -> None:
    item = only_item(
        """
| survey |
| | type | name | label::Français (fr) | appearance |
| | select_one fruit | best | Quel fruit ? | pairs |
"""
        + FRUIT
    )
    assert isinstance(item, Comparison)
    assert (item.size, item.rounds, item.worst) == (2, 3, None)


def test_a_best_worst_group_with_a_size_asks_small_sets_of_a_long_list() -> None:
    item = only_item(
        """
| survey |
| | type | name | label::Français (fr) | appearance | parameters |
| | begin_group | fruit | | best-worst | size=3 rounds=4 |
| | select_one fruit | b | Le meilleur ? | | |
| | select_one fruit | w | Le moins bon ? | | |
| | end_group | | | | |
"""
        + FRUIT
        + "| | fruit | plum | Prune |"
    )
    assert isinstance(item, Comparison)
    assert (item.name, item.size, item.rounds) == ("fruit", 3, 4)
    assert item.worst is not None
