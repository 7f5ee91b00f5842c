"""What a reader must know: how to read the figures, who is missing, how they were made."""

from exports.codebook import fingerprint
from exports.protected import Figure
from exports.writers.entries import heads
from exports.writers.report.document import Block, Exhibit, Paragraph, Points, Section, Table
from exports.writers.report.figures import Subject
from exports.writers.words import district
from surveys.texts import Text


def lead(subject: Subject) -> tuple[Block, ...]:
    """Who answered, when."""
    _, written, study = subject.written.text, subject.written, subject.study
    city = subject.protected.heads[-1]
    told = _("Environ {number} parents ont répondu, du {start} au {end}.")
    if not isinstance(city, Figure):
        return (Paragraph(_("Trop peu de réponses pour montrer des résultats."), strong=True),)
    days = {"start": written.day(study.opened), "end": written.day(study.built)}
    return (Paragraph(told.format(number=written.number(city.value), **days), strong=True),)


def reading(subject: Subject) -> Section:
    _, written, policy = subject.written.text, subject.written, subject.protected.policy
    points = [
        _("Des parents volontaires ont répondu. Ils ne représentent pas tous les parents."),
        _("Les chiffres vont de {step} en {step}, à moins de {step} de la vérité.").format(step=policy.step),
        _("« {few} » n'est pas zéro : quelques personnes, peut-être aucune.").format(few=subject.few()),
        _("« {hidden} » n'est pas zéro non plus. La raison est écrite à côté.").format(hidden=subject.hidden()),
        _("La fourchette dit ce que le hasard laisse ouvert. Si deux fourchettes se touchent, ne comparez pas."),
        _("Il n'y a pas de pourcentage sous {number} réponses.").format(number=policy.percent_base),
    ]
    if not written.is_reviewed:
        points.append(_("Cette traduction n'a pas encore été relue par une personne qui parle la langue."))
    return Section("lire", _("Comment lire ce rapport"), (Points(tuple(points)),))


def missing(subject: Subject) -> Section:
    """Who is not seen in the figures."""
    _, written = subject.written.text, subject.written
    hidden = tuple(
        f"{district(entry.group, _, written.language)} : {subject.why(entry.cell)}"
        for entry in heads(subject.protected)
        if entry.group and not isinstance(entry.cell, Figure)
    )
    blocks: list[Block] = [Points(hidden) if hidden else Paragraph(_("Tous les quartiers sont montrés."))]
    blocks.append(Paragraph(_("Qui n'a pas répondu n'est compté nulle part.")))
    if subject.protected.derived.composition:
        blocks.append(_composition(subject))
    return Section("absents", _("Qui manque"), tuple(blocks))


def _composition(subject: Subject) -> Exhibit:
    _, written = subject.written.text, subject.written
    rows = []
    for one in subject.protected.derived.composition:
        share = subject.hidden() if one.share is None else written.percent(one.share)
        rows.append((_category(subject, one.variable, one.category), share, written.percent(one.target)))
    title = _("Qui a répondu, et qui habite ici")
    return Exhibit(title, Table(title, (_("Groupe"), _("Réponses"), _("Habitants")), tuple(rows)))


def _category(subject: Subject, variable: str, name: str) -> str:
    """A group of the margins in words: a district, or an answer."""
    categories = [*subject.protected.groups, *(c for shown in subject.protected.tables if shown.table.item == variable
                  for c in shown.table.categories)]  # fmt: skip
    texts = (category.text for category in categories if category.name == name and category.text)
    return next(texts, Text({"fr": name})).in_(subject.written.language)


def method(subject: Subject) -> Section:
    """How the figures were made; the whole is told in methode.md."""
    _, written, study, policy = subject.written.text, subject.written, subject.study, subject.protected.policy
    points = [
        _("Diffusion : {name}.").format(name=study.release),
        _("Un groupe est montré s'il a au moins {floor} personnes.").format(floor=policy.floor),
        _("Un programme a attaqué ces chiffres avant leur sortie. Il n'a trouvé aucun chiffre exact."),
        _("Empreinte du questionnaire : {digest}.").format(digest=fingerprint(study)),
        _("Version du logiciel : {version}.").format(version=study.version),
    ]
    weighting = subject.protected.derived.weighting
    if weighting:
        told = _("La part redressée compte chaque groupe selon ses habitants ({source}, {day}).")
        points.append(told.format(source=weighting.source, day=weighting.day))
        points.append(_("Ainsi, les réponses en valent {number}.").format(number=written.number(weighting.effective)))
    blocks: list[Block] = [Points(tuple(points))]
    if subject.protected.derived.rates:
        blocks.append(_rates(subject))
    return Section("methode", _("Méthode"), tuple(blocks))


def _rates(subject: Subject) -> Exhibit:
    _, written = subject.written.text, subject.written
    names = {
        "completion": _("Questionnaires finis"),
        "break_off": _("Questionnaires arrêtés"),
        "refusal": _("Refus"),
    }
    rows = tuple(
        (
            names.get(rate.name, rate.name),
            subject.hidden() if rate.percent is None else written.percent(rate.percent),
            subject.hidden() if rate.of is None else written.number(rate.of),
        )
        for rate in subject.protected.derived.rates
    )
    title = _("Du début à la fin")
    return Exhibit(title, Table(title, (_("Étape"), _("Part"), _("Personnes")), rows))
