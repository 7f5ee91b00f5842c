"""What parents are told in an emergency, in their language: whom to call, how to ask the City for help, and what an
urgent campaign is for."""

from collections.abc import Callable

from locales.bidi import isolated
from locales.catalogues import translator
from services.messages import Button, Message, Role
from services.wording.setting import directed, interface_language

SOURCE = "https://www.service-public.fr/particuliers/vosdroits/F33954"  # emergency numbers, by the State


def numbers(_: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """The numbers to call, each with what it is for. All are free, day and night."""
    return (
        ("112", _("Toutes les urgences, partout en Europe")),
        ("15", _("Un malaise, une blessure grave : le SAMU")),
        ("17", _("Un danger, une agression : la police")),
        ("18", _("Un feu, un accident : les pompiers")),
        ("114", _("Par SMS, si vous ne pouvez pas parler ou entendre")),
        ("119", _("Un enfant en danger")),
        ("3919", _("Une femme victime de violences")),
    )


def calling(language: str, link: str) -> Message:
    """Before the first question of an urgent campaign: danger first, then the page `link` for any other help."""
    language = interface_language(language)
    _ = translator(language).gettext
    said = (
        _("Vous êtes en danger ? Appelez le 112 maintenant."),
        _("Besoin d'une aide de la Ville ? Demandez-la ici : {link}").format(link=isolated(link, language)),
        _("Cette demande n'est pas reliée à vos réponses."),
    )
    button = Button(_("Demander de l'aide"), link, Role.LINK)
    return directed(Message(language, said, buttons=(button,), key="calling"))


def rules(language: str) -> dict[str, str]:
    """What an urgent campaign is for and who decides, until an officer writes it otherwise."""
    _ = translator(interface_language(language)).gettext
    return {"rules": _("Vos réponses servent à aider vite les familles."), "decides": _("La Ville de Nantes.")}
