"""The method note: who is counted, how the figures are protected, what is withheld, what remains at risk."""

from exports.policy import Policy
from exports.protected import Figure, Protected
from exports.statistics.chance import ENOUGH
from exports.statistics.priorities import PEOPLE
from exports.study import Study, Translate
from exports.writers.entries import is_elsewhere
from exports.writers.words import banner, district, head_lines
from surveys.texts import FRENCH


def note(study: Study, protected: Protected, fingerprint: str, _: Translate) -> bytes:
    """Markdown, in plain sentences."""
    title = study.questionnaire.title.in_(FRENCH) or study.questionnaire.name
    parts = [
        f"# {_('Note de méthode')} : {title}",
        f"**{banner(study, _)}**",
        _section(_("Qui est compté"), _who(study, protected, _)),
        _section(_("Comment les chiffres sont protégés"), _rules(protected.policy, _)),
        _section(_("Ce qui n'est pas montré"), _withheld(protected, _)),
        _section(_("Comment lire les résultats"), [*_reading(protected.policy, _), *_beside(protected, _)]),
        _section(_("Ce qui reste possible"), _risks(_)),
        _section(_("Pour vérifier"), _traces(study, protected.policy, fingerprint, _)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _section(title: str, lines: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines)


def _who(study: Study, protected: Protected, _: Translate) -> list[str]:
    city = protected.heads[-1]
    people = _("Environ {number} personnes.").format(number=city.value) if isinstance(city, Figure) else ""
    few = _("Moins de {number} personnes : rien n'est montré.").format(number=protected.policy.floor)
    return [
        people or few,
        _("Réponses du {start} au {end}.").format(start=study.opened.isoformat(), end=study.built.isoformat()),
        _("Ce sont des parents volontaires. Ils ne représentent pas tous les parents."),
        _("Qui n'a pas répondu n'est compté nulle part."),
        *_waiting(study, protected, _),
        _("Nous comptons les questionnaires finis."),
        _("Un questionnaire arrêté compte si la moitié des questions posées à la personne a une réponse.")
        if study.final
        else _("Un questionnaire arrêté attend la fin de la campagne."),
        _("Un pourcentage porte sur les personnes qui ont répondu à la question. « Je ne sais pas » est une réponse."),
        *_own_words(study, _),
    ]


def _own_words(study: Study, _: Translate) -> list[str]:
    """What became of answers that are no choice."""
    if not study.coded:
        return [_("Les textes libres, les nombres et les dates ne sont pas publiés ici.")]
    return [
        _("Des personnes ont lu les textes libres et dit leurs thèmes. Les thèmes sont comptés comme le reste."),
        _("Les nombres et les dates ne sont pas publiés ici."),
    ]


def _waiting(study: Study, protected: Protected, _: Translate) -> list[str]:
    """When people are counted, and which lines did not change since an earlier release."""
    enter = _("Un quartier entre quand il a au moins {number} réponses. Il change quand {number} autres sont arrivées.")
    lines = [
        enter.format(number=protected.policy.floor),
        _("Une réponse qui attend n'est comptée nulle part, même pas dans l'ensemble."),
    ]
    if protected.plan.crossing is not None:
        told = _(
            "Dans un quartier, un groupe entre avec {number} réponses. Les autres comptent dans le quartier seulement."
        )
        lines.append(told.format(number=protected.policy.floor))
    if protected.others_as_of:
        lines.append(_("Les personnes des groupes trop petits sont comptées dans l'ensemble seulement."))
    same = _("{district} : chiffres de la diffusion {release}.")
    for group, as_of in zip(protected.groups, protected.as_of, strict=True):
        if as_of not in (None, study.release):
            lines.append(same.format(district=district(group, _), release=as_of))
    return lines


def _rules(policy: Policy, _: Translate) -> list[str]:
    numbers = {
        "floor": policy.floor,
        "step": policy.step,
        "dissent": policy.dissent,
        "base": policy.percent_base,
    }
    texts = (
        _("Un groupe est montré s'il a au moins {floor} personnes."),
        _("Pour une question, un autre groupe est caché si une soustraction trahissait des réponses."),
        _("Chaque chiffre est un multiple de {step}, à moins de {step} de la vérité. 0 veut dire moins de {step}."),
        _("Le sens de l'arrondi est tiré une fois pour toutes. Les totaux tombent juste."),
        _("Le statut K1 signale un arrondi un peu plus fort : à moins du double."),
        _("Dans un groupe montré, au moins {dissent} personnes ont répondu autrement que les autres."),
        _("Les pourcentages viennent des chiffres arrondis. Il n'y en a pas sous {base} réponses."),
        _("Un programme a attaqué ces fichiers avant leur sortie, avec toutes les diffusions d'avant."),
        _("Il n'a trouvé aucun chiffre exact."),
    )
    return [text.format(**numbers) for text in texts]


def _withheld(protected: Protected, _: Translate) -> list[str]:
    groups = [f"{line.district} : {line.remark}" for line in head_lines(protected, _) if line.count is None]
    tables = [[row for row in table.rows if not is_elsewhere(row[0])] for table in protected.tables]
    cells = [cell for rows in tables for row in rows for cell in row]
    partly = sum(not isinstance(cell, Figure) for cell in cells)
    lost = sum(not isinstance(rows[-1][0], Figure) for rows in tables)
    summary = _("{number} cases sur {all} ne sont pas montrées.").format(number=partly, all=len(cells))
    whole = _("{number} tableaux ne sont pas montrés du tout.").format(number=lost)
    return [*(groups or [_("Tous les groupes sont montrés.")]), summary, *([whole] if lost else [])]


def _reading(policy: Policy, _: Translate) -> list[str]:
    order = _("Un ordre de priorités demande {enough} réponses. Dès {floor}, ce sont des premières tendances.")
    return [
        _("Chaque fourchette est indicative. Elle dit ce que le hasard et l'arrondi laissent ouvert."),
        _("Elle ne dit rien des parents qui n'ont pas répondu."),
        order.format(enough=ENOUGH, floor=policy.floor),
        _("Des priorités que rien ne distingue sont à égalité."),
        _("Sous {number} réponses, un quartier s'appuie aussi sur l'avis de l'ensemble.").format(number=PEOPLE),
        _("Tout vient des chiffres arrondis. Le programme d'attaque a refait chaque calcul."),
    ]


def _beside(protected: Protected, _: Translate) -> list[str]:
    """What the results were weighted to and compared with."""
    names = {group.name: district(group, _) for group in protected.groups}
    weighting, waves = protected.derived.weighting, protected.derived.waves
    lines = []
    if weighting is None:
        lines.append(_("Les chiffres ne sont pas redressés : aucun nombre d'habitants n'a été donné."))
    else:
        told = _("Redressé par quartier ({source}, {day}). Poids de {low} à {high}. Les réponses en valent {number}.")
        low, high = (f"{weight:.2f}".replace(".", ",") for weight in (weighting.smallest, weighting.largest))
        numbers = {"low": low, "high": high, "number": weighting.effective}
        lines.append(told.format(source=weighting.source, day=weighting.day, **numbers))
        if weighting.missing:
            without = ", ".join(names[name] for name in weighting.missing)
            lines.append(_("Sans poids, parce que pas montrés : {names}.").format(names=without))
    for wave in waves:
        lines.append(_("Comparé avec la diffusion {release}.").format(release=wave.release))
        if wave.left_out:
            changed = _("Questions qui ont changé depuis, pas comparées : {names}.")
            lines.append(changed.format(names=", ".join(wave.left_out)))
    return lines


def _risks(_: Translate) -> list[str]:
    return [
        _("Une personne qui connaît presque toutes les réponses d'un groupe peut deviner le reste."),
        _("Quand un quartier répond presque d'une seule voix, on apprend une tendance sur ses habitants."),
        _("Ces chiffres disent un ordre de grandeur, pas une mesure exacte."),
    ]


def _traces(study: Study, policy: Policy, fingerprint: str, _: Translate) -> list[str]:
    return [
        _("Diffusion : {name}.").format(name=study.release),
        _("Règles : {name}.").format(name=policy.name),
        _("Empreinte du questionnaire : {digest}.").format(digest=fingerprint),
        _("Version du logiciel : {version}.").format(version=study.version),
        _("Le bordereau (manifest.json) donne l'empreinte de chaque fichier."),
    ]
