"""DDI-Codebook 2.5, the form in which data archives describe a survey. The order of elements is that of its schema."""

from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from exports.edition import Edition
from exports.plan import DISTRICT, TOTAL
from exports.protected import Figure, Protected, ProtectedTable
from exports.study import Study
from exports.writers.csv import cell_dimensions
from exports.writers.entries import cells, heads
from exports.writers.words import answer, banner, district
from surveys.texts import Text

NAMESPACE = "ddi:codebook:2_5"
SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
FILE = "F1"


def ddi(study: Study, protected: Protected, book: dict[str, Any], written: Edition) -> bytes:
    """The study, its one table of cells (cells.csv) and its variables with their wordings in all languages. The counts
    of the categories are those of the city, as released; a withheld one has none."""
    root = Element(
        "codeBook",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "version": "2.5",
            "xml:lang": written.language,
        },
    )
    _document(SubElement(root, "docDscr"), study, written)
    _study(SubElement(root, "stdyDscr"), study, book, written)
    _file(SubElement(root, "fileDscr", ID=FILE), protected)
    _variables(SubElement(root, "dataDscr"), protected, written)
    ET.indent(root, " ")
    written_out: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written_out + b"\n"


def _say(parent: Element, tag: str, words: str, **attributes: str) -> Element:
    child = SubElement(parent, tag, attributes)
    child.text = words
    return child


def _wordings(parent: Element, tag: str, text: Text) -> None:
    for language, words in text.wordings.items():
        _say(parent, tag, words, **{"xml:lang": language})


def _document(parent: Element, study: Study, written: Edition) -> None:
    _ = written.text
    citation = SubElement(parent, "citation")
    titles = SubElement(citation, "titlStmt")
    _say(titles, "titl", _("Dictionnaire de la diffusion {name}").format(name=study.release))
    _say(titles, "IDNo", f"{study.release}-ddi")
    made = SubElement(citation, "prodStmt")
    _say(made, "prodDate", study.built.isoformat(), date=study.built.isoformat())
    _say(made, "software", "Onze Voix", version=study.version)


def _study(parent: Element, study: Study, book: dict[str, Any], written: Edition) -> None:
    _ = written.text
    citation = SubElement(parent, "citation")
    titles = SubElement(citation, "titlStmt")
    title = study.questionnaire.title
    _say(titles, "titl", title.in_(written.language) or study.questionnaire.name)
    for language, words in title.wordings.items():
        if language != written.language:
            _say(titles, "parTitl", words, **{"xml:lang": language})
    _say(titles, "IDNo", study.release)
    version = SubElement(citation, "verStmt")
    _say(version, "version", str(study.number), date=study.built.isoformat())
    about = SubElement(parent, "stdyInfo")
    _say(about, "abstract", banner(study, _))
    scope = SubElement(about, "sumDscr")
    _say(scope, "collDate", study.opened.isoformat(), date=study.opened.isoformat(), event="start")
    _say(scope, "collDate", study.built.isoformat(), date=study.built.isoformat(), event="end")
    _say(scope, "nation", "France", abbr="FR")
    _say(scope, "geogCover", "Nantes")
    _say(scope, "geogUnit", _("quartier"))
    _say(scope, "universe", _("Des parents volontaires. Ils ne représentent pas tous les parents."))
    _say(scope, "dataKind", _("Comptages arrondis et protégés."))
    collected = SubElement(SubElement(parent, "method"), "dataColl")
    _say(collected, "sampProc", _("Chacun pouvait répondre. Personne n'a été tiré au sort."))
    _say(collected, "collMode", _("Questions posées par messagerie ou sur une page web."))
    _say(collected, "resInstru", f"{study.questionnaire.name} (SHA-256 {book['fingerprint']})")
    use = SubElement(SubElement(parent, "dataAccs"), "useStmt")
    _say(use, "confDec", _("Aucune réponse d'une personne ne sort. Voir la note de méthode (methode.md)."))


def _file(parent: Element, protected: Protected) -> None:
    text = SubElement(parent, "fileTxt")
    _say(text, "fileName", "cells.csv")
    size = SubElement(text, "dimensns")
    _say(size, "caseQnty", str(sum(1 for _ in cells(protected))))
    _say(size, "varQnty", str(len(cell_dimensions(protected)) + 4))
    _say(text, "fileType", "text/csv, UTF-8")


def _variables(parent: Element, protected: Protected, written: Edition) -> None:
    _ = written.text
    if protected.plan.axis is not None:
        axis = SubElement(parent, "var", ID="V0", name=DISTRICT, files=FILE)
        _say(axis, "labl", _("quartier"))
        for entry in heads(protected):
            category = SubElement(axis, "catgry")
            _say(category, "catValu", entry.group.name if entry.group else TOTAL)
            _say(category, "labl", district(entry.group, _, written.language))
            if isinstance(entry.cell, Figure):
                _say(category, "catStat", str(entry.cell.value), type="freq")
    if protected.plan.crossing is not None:
        inner = SubElement(parent, "var", ID="VC", name=protected.plan.crossing.column, files=FILE)
        _say(inner, "labl", _("Groupe"))
        for one in (*protected.plan.crossing.classes, None):
            category = SubElement(inner, "catgry")
            _say(category, "catValu", one.name if one else TOTAL)
            _say(category, "labl", district(one, _, written.language))
    for number, table in enumerate(protected.tables, start=1):
        _variable(SubElement(parent, "var", ID=f"V{number}", name=table.table.name, files=FILE), table, written)


def _variable(parent: Element, shown: ProtectedTable, written: Edition) -> None:
    table = shown.table
    _wordings(parent, "labl", table.choice.text if table.choice else table.text)
    _wordings(SubElement(parent, "qstn"), "qstnLit", table.text)
    for category, cell in zip(table.categories, shown.rows[-1], strict=True):
        held = SubElement(parent, "catgry", missing="Y" if category.missing else "N")
        _say(held, "catValu", category.name)
        if category.text:
            _wordings(held, "labl", category.text)
        else:
            _say(held, "labl", answer(category, written.text, written.language), **{"xml:lang": written.language})
        if isinstance(cell, Figure):
            _say(held, "catStat", str(cell.value), type="freq")
    _say(parent, "varFormat", "", type="character")
