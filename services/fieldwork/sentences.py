"""What stands in the way of a launch, and what a campaign does not take now, in words: what, and what to do."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from locales.languages import LANGUAGES, autonym
from services.campaigning.life import Deed, NotNow, State
from services.forms import problem_texts
from surveys.districts import DISTRICTS
from surveys.problems import Problem

_NAMES = {district.slug: district.name for district in DISTRICTS}


def _(text: str) -> str:
    """Mark a text for the catalogues; it is translated when it is said."""
    return text


def sentence(problem: Problem, translate: Callable[[str], str]) -> str:
    """What `problem` says to an officer. `translate`: gettext of the reader's language."""
    values = {name: _called(name, value) for name, value in problem.values.items()}
    known = SENTENCES.get(problem.code)
    if known is None:
        return problem_texts.sentence(replace(problem, values=values), translate)
    return translate(known).format(**values)


def _called(name: str, value: str) -> str:
    """A district or languages by their names, not by what we store."""
    match name:
        case "district":
            return _NAMES.get(value, value)
        case "language" | "languages":
            return ", ".join(autonym(tag) if tag in LANGUAGES else tag for tag in value.split(", "))
        case _:
            return value


def not_now(refusal: NotNow, translate: Callable[[str], str]) -> str:
    """Why a deed is not possible now, and what is."""
    what = translate(_REFUSED[refusal.deed])
    return translate(_("{what} La campagne est dans l'état : {state}.")).format(
        what=what, state=translate(STATES[refusal.state])
    )


STATES: Mapping[State, str] = {
    State.DRAFT: _("brouillon"),
    State.CHECKED: _("prête"),
    State.SCHEDULED: _("programmée"),
    State.OPEN: _("ouverte"),
    State.PAUSED: _("en pause"),
    State.CLOSED: _("fermée"),
    State.PUBLISHED: _("résultats publiés"),
    State.ARCHIVED: _("archivée"),
}

KINDS: Mapping[str, str] = {
    "survey": _("Consultation"),
    "pilot": _("Essai sur peu de parents"),
    "crisis": _("Urgence"),
}

CHANNELS: Mapping[str, str] = {
    "web": _("Page web"),
    "telegram": _("Telegram"),
    "paper": _("Papier"),
    "assisted": _("Avec l'aide d'une personne"),
}

RULES: Mapping[str, str] = {
    "cap": _("Assez de parents ont répondu."),
    "leaving": _("Trop de parents sont partis ou ont dit non."),
    "failing": _("Trop de pannes chez nous."),
    "puzzling": _("Trop de questions ne sont pas comprises."),
    "date": _("Le dernier jour est passé."),
}
"""Why a pilot ended by itself."""

_REFUSED: Mapping[Deed, str] = {
    Deed.EDIT: _("On ne peut plus changer cette campagne."),
    Deed.CHECK: _("Cette campagne ne se vérifie plus."),
    Deed.LAUNCH: _("Vérifiez la campagne avant de la lancer."),
    Deed.RECALL: _("Seule une campagne programmée se retire."),
    Deed.OPEN: _("Cette campagne ne peut pas s'ouvrir maintenant."),
    Deed.PAUSE: _("Seule une campagne ouverte se met en pause."),
    Deed.RESUME: _("Seule une campagne en pause reprend."),
    Deed.CLOSE: _("Seule une campagne ouverte ou en pause se ferme."),
    Deed.PUBLISH: _("Fermez la campagne avant de publier ses résultats."),
    Deed.ARCHIVE: _("Publiez les résultats avant d'archiver."),
}

SENTENCES: Mapping[str, str] = {
    "no_title": _("Le titre manque. Écrivez-le."),
    "no_lesson": _("L'essai d'avant n'a pas de bilan. Écrivez ce que vous avez appris."),
    "follows_running": _("L'essai d'avant n'est pas fini. Attendez sa fin, ou fermez-le."),
    "crisis_too_long": _("Une urgence a {most} questions au plus, celle-ci en a {count}. Prenez-en une plus courte."),
    "no_french": _("Le français manque. Cochez-le : toute campagne existe en français."),
    "one_channel": _("Un seul moyen de répondre ne suffit pas. Ajoutez le papier, l'aide d'une personne ou Telegram."),
    "no_bot": _("Ce serveur n'a pas de robot Telegram. Décochez Telegram."),
    "no_opening": _("Le jour d'ouverture manque. Choisissez-le."),
    "no_closing": _("Le dernier jour manque. Choisissez-le."),
    "opens_past": _("Le jour d'ouverture est passé. Choisissez aujourd'hui ou plus tard."),
    "closes_first": _("Le dernier jour est avant l'ouverture. Changez l'un des deux."),
    "short_period": _("{days} jours, c'est court pour les parents. Donnez {least} jours, ou écrivez pourquoi."),
    "no_cap": _("Un essai se fait dans des quartiers choisis. Donnez à chacun un nombre de parents."),
    "pilot_too_long": _("Un essai dure {most} jours au plus. Avancez le dernier jour."),
    "no_rules": _("Dites aux parents à quoi servent leurs réponses."),
    "no_decides": _("Dites aux parents qui décide."),
    "no_contact": _("Dites aux parents à qui poser une question."),
    "local_empty": _("La question locale {number} n'a pas de texte. Écrivez-la, ou enlevez ses réponses."),
    "local_elsewhere": _("Une question locale est pour {district}, qui n'est pas dans la campagne. Enlevez-la."),
    "local_many": _("{district} a plus de {most} questions locales. Gardez les plus utiles."),
    "local_no_district": _("Ce questionnaire ne demande pas le quartier. Enlevez les questions locales."),
    "local_one_choice": _("La question locale {number} n'a qu'une réponse. Ajoutez-en une, ou enlevez-la."),
    "local_many_choices": _("La question locale {number} a plus de {most} réponses. Enlevez-en."),
    "local_twice": _("La question locale {number} a deux fois la même réponse. Enlevez-en une."),
    "local_long_choice": _("La réponse « {choice} » dépasse {most} signes. Raccourcissez-la."),
    "texts_missing": _("Questions pas encore traduites : {count} ({language}). Elles seront en français."),
    "rules_in_french": _(
        "La page des règles n'est pas traduite. Langues : {languages}. Ces parents la liront en français."
    ),
    "bad_day": _("Ce jour n'existe pas. Écrivez-le ainsi : 2027-01-18."),
    "bad_hour": _("Cette heure n'existe pas. Écrivez-la ainsi : 08:30."),
    "bad_number": _("Ce nombre ne va pas. Écrivez un nombre de 1 à 999."),
    "bad_code": _("Un code a 32 signes au plus : lettres sans accent, chiffres, - et _."),
    "code_taken": _("Ce code est déjà pris. Choisissez-en un autre."),
    "no_template": _("Choisissez un questionnaire."),
    "changed": _("La campagne a changé depuis. Relisez, puis confirmez encore."),
    "not_confirmed": _("Cochez la case pour confirmer."),
}
