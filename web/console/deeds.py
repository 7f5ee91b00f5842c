"""What stands in the audit trail, in words: a kind of deed that has none yet is shown as it is kept."""

from web.readers import Translate


def deeds(_: Translate) -> dict[str, str]:
    """The words of each kind of deed, in the order of a list to choose from."""
    return {
        "sign_in": _("s'est connecté"),
        "sign_out": _("a fermé ses connexions"),
        "password": _("a choisi un mot de passe"),
        "download": _("a téléchargé un fichier"),
        "release": _("a fait une diffusion"),
        "revoke": _("a retiré une diffusion"),
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
        "staff_add": _("a ajouté une personne"),
        "staff_name": _("a changé le nom d'une personne"),
        "staff_terms": _("a changé le rôle ou les dates d'une personne"),
        "staff_assign": _("a donné une affectation"),
        "staff_unassign": _("a terminé une affectation"),
        "staff_link": _("a donné un lien d'entrée"),
        "staff_end": _("a fermé un compte"),
    }
