"""One small release with everything in it; `python -m tests.exports.shelf` writes its files as text, the golden ones.

Look at what changed before you commit it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import openpyxl
from pypdf import PdfReader

from exports.policy import PUBLIC
from exports.records import Record
from exports.release import Beside, Release, build
from exports.study import Quote
from surveys.answers import Chosen, Written
from surveys.items import BestWorst, Multiple, Open, Rating
from surveys.questionnaire import Questionnaire
from surveys.texts import Text
from tests.exports.campaigns import choices, district_item, parents, questionnaire, study

GOLDEN = Path(__file__).parent / "golden"
PLACES = ("centre-ville", "nantes-nord", "nantes-sud")
SKEW = (0.5, 0.42, 0.02, 0.03, 0.03)  # the third district is too small to be shown
REPORTS = ("fr", "ar")
TEXTS = {
    "listened": {"fr": "À l'école, vous sentez-vous écouté ?", "ar": "في المدرسة، هل تشعرون أنهم يستمعون إليكم؟"},
    "actions": {"fr": "Lesquels comptent le plus pour vous ?", "ar": "ما هو الأهم بالنسبة لكم؟"},
}


def asked() -> Questionnaire:
    return questionnaire(
        district_item(PLACES),
        Rating(name="listened", text=Text(TEXTS["listened"]), choices=choices(("never", "sometimes", "always"))),
        Multiple(name="actions", text=Text(TEXTS["actions"]), choices=choices("abc"), at_most=2),
        BestWorst(name="best", text=Text({"fr": "Le plus utile ?"}), worst=Text({"fr": "Le moins utile ?"}),
                  choices=choices("xyz")),
        Open(name="voice", text=Text({"fr": "Que changer ?"})),
    )  # fmt: skip


def coded() -> Questionnaire:
    """The same, once people have sorted the own words into themes."""
    themes = choices(("parc", "bus", "none"))
    items = [
        Multiple(name=item.name, text=item.text, choices=themes) if item.name == "voice" else item
        for item in asked().items
    ]
    return replace(asked(), items=tuple(items))


def people() -> Iterator[Record]:
    """What they wrote is about a park, about buses, about both, or about something else."""
    found = (("parc",), ("bus",), ("parc", "bus"), ("none",))
    for number, one in enumerate(parents(asked(), 200, skew=SKEW)):
        wrote = isinstance(one.answers["voice"], Written)
        said = {"voice": Chosen(found[number % len(found)])} if wrote else {}
        yield replace(one, answers={**one.answers, **said})


QUOTES = (
    Quote(1, True, "voice", "Un parc où courir", "", "fr", ("parc",), "centre-ville"),
    Quote(2, True, "voice", "Plus de bus le soir", "", "fr", ("bus",), "nantes-sud"),
    Quote(3, True, "voice", "حافلات أكثر", "Plus de bus", "ar", ("bus",), "centre-ville"),
    Quote(4, True, "voice", "Merci", "", "fr"),
)


@cache
def files() -> dict[str, bytes]:
    """The files of the release, in French and Arabic."""
    return dict(fresh().files)


def fresh() -> Release:
    """The same release, built again."""
    about = replace(study(coded()), coded=frozenset({"voice"}))
    built = build(about, people(), PUBLIC, reports=REPORTS, beside=Beside(quotes=QUOTES))
    assert isinstance(built, Release)
    return built


def as_text(name: str, content: bytes) -> str:
    """What a file says; of a binary one, what people read in it."""
    match name.rpartition(".")[2]:
        case "xlsx":
            return _workbook(content)
        case "docx":
            return _words(content)
        case "pdf":
            return _pages(content)
        case _:
            text = content.decode()
            return _without_traces(text) if name == "manifest.json" else text


def _without_traces(manifest: str) -> str:
    """Digests of binary files change with the versions of the libraries that write them."""
    plain = re.sub(r'("(?:numpy|scipy)": )"[^"]*"', r'\1"-"', manifest)
    return re.sub(r"\b[0-9a-f]{64}\b", "-", plain)


def _workbook(content: bytes) -> str:
    said = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        turned = ", right to left" if sheet.sheet_view.rightToLeft else ""
        said.append(f"== {sheet.title}, frozen at {sheet.freeze_panes}{turned}")
        said += [
            " | ".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)
        ]
    return "\n".join(said) + "\n"


def _words(content: bytes) -> str:
    document, said = docx.Document(io.BytesIO(content)), []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            said += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            said.append(f"{block.style.name}: {block.text}")
    return "\n".join(said) + "\n"


def _pages(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\f\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages) + "\n"


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, content in files().items():
        (GOLDEN / f"{name}.txt").write_text(as_text(name, content), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
