"""What a person sees when something is wrong: a sentence in their language and a way on, never a stack trace."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.errors import NotFound, Refused
from web.forms import BadFormError
from web.readers import Translate, asking, staff_reader
from web.site import page


def install(app: FastAPI) -> None:
    """Friendly pages instead of the framework's JSON."""
    app.add_exception_handler(BadFormError, _bad_form)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _no_such)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(NotFound, _no_such)
    app.add_exception_handler(Exception, _bug)


def _bad_form(request: Request, error: Exception) -> Response:
    return _note(request, error.status if isinstance(error, BadFormError) else 400)


def _http(request: Request, error: Exception) -> Response:
    return _note(request, error.status_code if isinstance(error, HTTPException) else 500)


def _no_such(request: Request, _error: Exception) -> Response:
    return not_found(request)


def _refused(request: Request, _error: Exception) -> Response:
    return _note(request, 403)


def _bug(request: Request, _error: Exception) -> Response:
    return _note(request, 500)  # the server has logged it


def _note(request: Request, status: int) -> Response:
    path = request.url.path
    if path.startswith("/console"):
        reader, back = staff_reader(request), "/console"
        heading, advice = _staff_words(reader.text, status)
    else:
        reader, back = asking(request), path if path.startswith("/c/") and status != 404 else "/"
        heading, advice = _words(reader.text, status)
    values = {"heading": heading, "advice": advice, "back": back}
    return page(request, "note.html", reader, values, status)


def _words(_: Translate, status: int) -> tuple[str, str]:
    """What happened, and what to do."""
    match status:
        case 403:
            return _("Cette action n'est pas permise ici."), _("Revenez à la page et essayez encore.")
        case 404 | 405:
            return _("Cette page n'existe pas."), _("Revenez au début et écrivez votre code.")
        case 413:
            return _("Votre texte est trop long."), _("Revenez à la question et écrivez un texte plus court.")
        case 500:
            return _("Un problème est arrivé chez nous."), _("Essayez encore dans un moment.")
        case _:
            return _("Nous n'avons pas compris cet envoi."), _("Revenez à la question et répondez encore.")


def _staff_words(_: Translate, status: int) -> tuple[str, str]:
    """The same for staff, whose pages ask for no code."""
    match status:
        case 403:
            return _words(_, status)[0], _("Ce n'est pas dans votre rôle ou vos quartiers. Demandez à la coordination.")
        case 404 | 405:
            return _words(_, status)[0], _("Revenez aux campagnes.")
        case 413:
            return _("Votre fichier est trop gros."), _("Choisissez un fichier plus petit.")
        case 500:
            return _words(_, status)
        case _:
            return _words(_, status)[0], _("Revenez à la page et essayez encore.")


def not_found(request: Request) -> Response:
    return _note(request, 404)
