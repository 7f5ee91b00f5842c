"""What is said when a campaign takes no answers: not yet, not now, or not any more."""

from collections.abc import Callable

from locales.catalogues import translator
from services.messages import Message
from services.wording.notices import not_open
from services.wording.setting import directed, interface_language


def away(language: str, state: str) -> Message:
    """Why a campaign takes no answers now. state: "paused", one it has ended in, or one before it opens."""
    told = _TOLD.get(state)
    if told is None:
        return not_open(language)
    language = interface_language(language)
    key, said = told
    return directed(Message(language, said(translator(language).gettext), key=key))


def _paused(_: Callable[[str], str]) -> tuple[str, ...]:
    return (
        _("Ces questions font une pause."),
        _("Ce que vous avez dit est gardé."),
        _("Revenez plus tard. Vous reprendrez à la même question."),
    )


def _ended(_: Callable[[str], str]) -> tuple[str, ...]:
    return _("Ces questions sont terminées. Merci de votre visite."), _("La Ville lit maintenant les réponses.")


_TOLD = {"paused": ("paused", _paused), **dict.fromkeys(("closed", "published", "archived"), ("closed", _ended))}
