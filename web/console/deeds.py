"""What stands in the audit trail, in words: a kind of deed that has none yet is shown as it is kept."""

from collections.abc import Mapping

from services.accounts.staff import StaffRole
from surveys.districts import DISTRICTS
from web.console.roles import roles
from web.readers import Translate

_DISTRICTS = {district.slug: district.name for district in DISTRICTS}
_ROLES = {role.value: role for role in StaffRole}


def deeds(_: Translate) -> dict[str, str]:
    """The words of each kind of deed, in the order of a list to choose from."""
    return {**_fieldwork(_), **_results_and_people(_)}


def _fieldwork(_: Translate) -> dict[str, str]:
    return {
        "sign_in": _("a ouvert une connexion"),
        "sign_out": _("a fermé ses connexions"),
        "password": _("a choisi un mot de passe"),
        "chat_link": _("a demandé un lien pour relier un chat"),
        "chat_bound": _("a relié un chat"),
        "chat_unbound": _("a délié un chat"),
        "chat_week": _("a changé l'envoi de sa semaine dans un chat"),
        "campaign_new": _("a préparé une campagne"),
        "campaign_edit": _("a changé une campagne en préparation"),
        "campaign_check": _("a contrôlé une campagne"),
        "campaign_rehearse": _("a répété une campagne"),
        "campaign_launch": _("a lancé une campagne"),
        "campaign_recall": _("a repris une campagne avant son ouverture"),
        "campaign_open": _("a ouvert une campagne"),
        "campaign_pause": _("a mis une campagne en pause"),
        "campaign_resume": _("a repris une campagne"),
        "campaign_close": _("a fermé une campagne"),
        "campaign_publish": _("a publié les résultats d'une campagne"),
        "campaign_archive": _("a archivé une campagne"),
        "pilot_stop": _("a changé les limites d'un essai"),
        "campaign_lesson": _("a écrit ce qu'un essai a appris"),
        "targets": _("a fixé les objectifs d'une campagne"),
        "population": _("a donné les chiffres de la population"),
        "correct": _("a corrigé des traductions"),
        "way_in": _("a ajouté un lien ou une affiche"),
        "codes_printed": _("a imprimé des codes"),
        "paper": _("a saisi une réponse sur papier"),
        "reminder_plan": _("a changé les rappels"),
        "reminders_held": _("a arrêté les rappels"),
        "reminders_go_on": _("a relancé les rappels"),
        "quiet_days": _("a changé les jours sans message"),
        "places": _("a changé la liste des écoles et des lieux"),
        "replay": _("a relancé un message en panne"),
    }


def _results_and_people(_: Translate) -> dict[str, str]:
    return {
        "download": _("a téléchargé un fichier"),
        "release": _("a fait une diffusion"),
        "release_ask": _("a demandé une diffusion"),
        "release_compare": _("a comparé les plans d'une diffusion"),
        "two_people": _("a changé la règle de la deuxième personne"),
        "approve": _("a approuvé une diffusion"),
        "revoke": _("a retiré une diffusion"),
        "quote": _("a lu et décidé d'une parole de parent"),
        "themes": _("a changé les thèmes d'une question"),
        "theme_found": _("a rangé une parole par thèmes"),
        "themes_closed": _("a terminé de ranger les paroles d'une question"),
        "publish": _("a publié une diffusion"),
        "withdraw": _("a enlevé la page publique d'une diffusion"),
        "template_keep": _("a envoyé un questionnaire"),
        "template_change": _("a changé un questionnaire"),
        "template_remove": _("a retiré un questionnaire"),
        "clip_added": _("a ajouté une question à écouter"),
        "clip_removed": _("a enlevé une question à écouter"),
        "clip_checked": _("a vérifié une voix d'ordinateur"),
        "voice_heard": _("a écouté un message vocal"),
        "voice_written": _("a écrit les mots d'un message vocal"),
        "voice_unusable": _("a effacé un message vocal incompréhensible"),
        "help_read": _("a lu une demande d'aide"),
        "help_taken": _("s'occupe d'une demande d'aide"),
        "help_note": _("a noté ce qui a été fait pour une demande d'aide"),
        "help_handled": _("a terminé une demande d'aide"),
        "staff_add": _("a ajouté une personne"),
        "staff_name": _("a changé le nom d'une personne"),
        "staff_terms": _("a changé le rôle ou les dates d'une personne"),
        "staff_assign": _("a donné une affectation"),
        "staff_unassign": _("a terminé une affectation"),
        "staff_link": _("a donné un lien d'entrée"),
        "staff_end": _("a fermé un compte"),
    }


def about(action: str, subject: str, names: Mapping[int, str], _: Translate) -> str:
    """What a deed was done to: numbers of people, roles and districts by their names, all else as it is kept."""
    first, *others = subject.split(" ")
    if action.startswith("staff_") and first.isdecimal():
        first = names.get(int(first)) or _("Personne n° {n}").format(n=first)
    words = roles(_)
    said = [words[_ROLES[each]] if each in _ROLES else _DISTRICTS.get(each, each) for each in (first, *others)]
    return " · ".join(filter(None, said)) if action.startswith(("staff_", "sign_")) else subject
