"""A report put together: what to know first, the city, the districts, who is missing, the method."""

from collections.abc import Sequence

from exports.edition import Edition
from exports.protected import Protected
from exports.study import Study
from exports.writers.quotes import Told
from exports.writers.report import about
from exports.writers.report.city import city
from exports.writers.report.districts import districts
from exports.writers.report.document import Document
from exports.writers.report.figures import Subject
from exports.writers.words import banner


def document(study: Study, protected: Protected, written: Edition, told: Sequence[Told] = ()) -> Document:
    """The report of a release in one language."""
    _, subject = written.text, Subject(study, protected, written, tuple(told))
    parts = (city(subject), *districts(subject), about.missing(subject), about.method(subject))
    return Document(
        title=study.questionnaire.title.in_(written.language) or study.questionnaire.name,
        subtitle=_("Résultats protégés, diffusion {name}").format(name=study.release),
        language=written.language,
        rtl=written.is_rtl,
        day=study.built.isoformat(),
        banner=banner(study, _),
        contents=_("Sommaire"),
        lead=about.lead(subject),
        sections=(about.reading(subject), *parts),
    )
