from dataclasses import replace

from exports.frame import code, group
from exports.plan import Measure, crossable, plan
from exports.records import Record
from surveys.answers import Chosen, Missing
from surveys.items import BestWorst, Multiple, Open, Ranking, Single
from tests.exports.campaigns import choices, district_item, parents_questionnaire, questionnaire, text


def _table(item):
    return plan(questionnaire(item)).tables[0]


def test_a_single_question_has_its_choices_and_every_reason_for_no_value():
    item = Single(name="calm", text=text("Calme ?"), choices=choices(("yes", "no"), idk=Missing.DONT_KNOW))
    names = [category.name for category in _table(item).categories]
    assert names == ["yes", "no", "idk", "skipped", "refused", "not_applicable", "not_asked"]


def test_the_categories_do_not_depend_on_the_answers():
    # A line "refused" that appeared with the first refusal would tell that somebody refused.
    table = _table(Single(name="calm", text=text("Calme ?"), choices=choices("ab")))
    assert {category.missing for category in table.categories} == {None, *Missing}


def test_a_choice_that_means_dont_know_is_the_same_line_as_the_reason():
    table = _table(Single(name="calm", text=text("Calme ?"), choices=choices("ab", idk=Missing.DONT_KNOW)))
    assert code(table, Chosen(("idk",))) == code(table, Missing.DONT_KNOW) == 2


def test_several_answers_are_who_answered_and_one_table_of_takers_per_choice():
    item = Multiple(name="help", text=text("Aide ?"), choices=choices("ab", idk=Missing.DONT_KNOW), at_most=2)
    reply, a, b = plan(questionnaire(item)).tables
    assert (reply.name, a.name, b.name) == ("q_help", "q_help__a", "q_help__b")
    assert [table.measure for table in (reply, a, b)] == [Measure.REPLY, Measure.CHOICE, Measure.CHOICE]
    assert [code(table, Chosen(("b",))) for table in (reply, a, b)] == [0, 1, 0]
    assert reply.categories[code(reply, Chosen(("idk",)))].name == "idk"


def test_half_a_pair_of_best_and_worst_counts_as_skipped_in_both():
    item = BestWorst(name="ind", text=text("Le plus ?"), worst=text("Le moins ?"), choices=choices("abc"))
    best, worst = plan(questionnaire(item)).tables
    assert best.categories[code(best, Chosen(("a", "c")))].name == "a"
    assert worst.categories[code(worst, Chosen(("a", "c")))].name == "c"
    assert best.categories[code(best, Chosen(("a",)))].name == "skipped"
    assert worst.categories[code(worst, Chosen(("a",)))].name == "skipped"


def test_a_ranking_shows_what_was_put_first():
    table = _table(Ranking(name="order", text=text("Ordre ?"), choices=choices("abc")))
    assert table.name == "q_order_first"
    assert table.categories[code(table, Chosen(("c", "a", "b")))].name == "c"


def test_own_words_are_never_tabulated():
    assert plan(questionnaire(Open(name="voice", text=text("Que changer ?")))).tables == ()


def test_item_names_that_meet_keep_their_tables_apart():
    ranked = Ranking(name="order", text=text("Ordre ?"), choices=choices("ab"))
    single = Single(name="order_first", text=text("Premier ?"), choices=choices("ab"))
    names = [table.name for table in plan(questionnaire(ranked, single)).tables]
    assert names == ["q_order_first", "q_order_first_"]


def test_a_choice_called_like_a_total_or_a_reason_stays_apart():
    table = _table(Single(name="calm", text=text("Calme ?"), choices=choices(("TOTAL", "skipped"))))
    names = [category.name for category in table.categories]
    assert names[:3] == ["TOTAL_", "skipped", "skipped_"]
    assert len(set(names)) == len(names)


def test_whoever_gives_no_district_is_in_one_declared_group():
    groups = plan(questionnaire(district_item(("nord", "sud")))).groups
    assert [category.name for category in groups] == ["nord", "sud", "no_district"]
    assert {group(groups, each) for each in (Missing.SKIPPED, Missing.NOT_ASKED, Chosen(("outside",)))} == {2}
    assert group(groups, Chosen(("sud",))) == 1


def _in_classes(*names):
    item = district_item(("nord", "erdre", "sud", "est"))
    given = zip(item.choices, (*names, "", ""), strict=True)
    return replace(item, choices=tuple(replace(one, columns={"release_class": name}) for one, name in given))


def test_neighbouring_districts_of_one_class_can_be_one_group():
    asked = questionnaire(_in_classes("nord", "nord", "sud", ""))
    assert [one.name for one in plan(asked).groups] == ["nord", "erdre", "sud", "est", "no_district"]
    merged = plan(asked, "district").groups
    assert [one.name for one in merged] == ["nord_", "sud", "est", "no_district"], "never the name of one of them"
    assert merged[0].text.in_("fr") == "Nord, Erdre"
    answers = [Chosen((name,)) for name in ("nord", "erdre", "sud", "est", "outside")]
    assert [group(merged, answer) for answer in answers] == [0, 0, 1, 2, 3]


def test_districts_are_not_merged_where_a_question_is_asked_in_one_of_them():
    def local(source):
        return Single(name="here", text=text("Ici ?"), choices=choices("ab"), relevant=source)

    item = _in_classes("north", "north", "", "")
    assert crossable(questionnaire(item, local("${district} = 'nord'"))) == ()
    whole = questionnaire(item, local("${district} = 'nord' or ${district} = 'erdre'"))
    assert crossable(whole) == ("district",)
    assert plan(whole, "district").tables[0].only == {"north"}


def test_a_partial_interview_counts_from_half_of_what_applied():
    def counts(*answers):
        return Record({str(place): answer for place, answer in enumerate(answers)}, complete=False).counts

    lea, nothing = Chosen(("a",)), Missing.NOT_ASKED
    assert counts(lea, nothing)
    assert not counts(lea, nothing, nothing)
    assert counts(lea, Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE, nothing)
    assert counts(Missing.DONT_KNOW, Missing.SKIPPED)
    assert not counts(Missing.NOT_APPLICABLE)
    assert Record({}, complete=True).counts


def test_the_parents_questionnaire_has_a_table_for_each_question_but_the_open_one():
    planned = plan(parents_questionnaire())
    assert planned.axis == "district"
    assert "voice" not in {table.item for table in planned.tables}
    assert {table.item for table in planned.tables} >= {"role", "stage", "actions", "ind", "order", "barriers"}
