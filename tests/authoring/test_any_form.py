"""Whatever an author writes, the check answers, and the page that explains it names no code that is not there."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.authoring import examine
from services.forms.problem_texts import SENTENCES, told
from surveys.problems import Level

PAGE = Path(__file__).parents[2] / "docs" / "xlsform.md"
KINDS = [
    "text", "integer", "decimal", "date", "note", "range", "select_one ab", "select_multiple ab", "rank ab",
    "select_one ab or_other", "acknowledge",
]  # fmt: skip
FORMULAS = [
    "", "", "true()", "false()", "${one} = 'a'", "selected(${many}, 'b')", "${one} > 3", "${word} = ''", ". > 2",
    "regex(., '[a-z]+')", "count-selected(.) <= 2", "${size} * 2 = 7 or not(${word})", "${sum} > 1",
    "${day} = '2026-05-01'",
]  # fmt: skip
WORDS = ["Quoi ?", "Votre nom ?", "Êtes-vous content de l'école et du bus ?", "mot " * 14, "PEdT", "…?!", "?"]
LOOKS = ["", "", "", "", "likert", "review", "pairs", "follow-up"]
ROW = st.tuples(*map(st.sampled_from, (KINDS, WORDS, FORMULAS, FORMULAS, LOOKS, ("", "", "yes"))))
HEAD = """
| survey |
| | type | name | label::fr | relevant | constraint | appearance | required | calculation | accepted |
| | select_one ab | one | Lequel ? | | | | | | |
| | select_multiple ab | many | Lesquels ? | | | | | | |
| | integer | size | Combien ? | | | | | | |
| | text | word | Pourquoi ? | | | | | | |
| | date | day | Quand ? | | | | | | |
| | calculate | sum | | | | | | ${size} + 1 | |
"""
CHOICES = """
| choices |
| | list_name | name | label::fr |
| | ab | a | A |
| | ab | b | B |
| | ab | c | C |
"""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, max_size=9), st.sampled_from(["", "jargon: vu", "long_sentence", "out_of_reach: voulu<br>x: y"]))
def test_any_form_is_answered_in_words(rows: list[tuple[str, ...]], accepted: str) -> None:
    lines = (
        f"| | {kind} | q{place} | {label} | {relevant} | {constraint} | {look} | {required} | | {accepted} |"
        for place, (kind, label, relevant, constraint, look, required) in enumerate(rows)
    )
    reading = examine(HEAD + "\n".join(lines) + CHOICES, "essai")
    refused = any(problem.level is Level.ERROR for problem in reading.problems)
    assert reading.questionnaire is not None or refused
    for problem in reading.problems:
        assert "{" not in told(problem, str).replace("${", "")


def test_the_page_names_codes_that_exist() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index("| what is looked for | code |") : page.index("**Leaving a warning as it is.**")]
    cells = [line.split("|")[2] for line in table.splitlines()[2:] if line.startswith("|")]
    codes = {code for cell in cells for code in re.findall(r"`(\w+)`", cell)}
    assert len(codes) > 20
    assert codes - SENTENCES.keys() == set()
