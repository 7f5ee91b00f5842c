"""The one web application: pages, web chat and, when there is a bot with a public address, Telegram's webhook."""

from fastapi import FastAPI
from starlette.routing import BaseRoute

from services.recordings.transcribing import Dictation
from voix.build import House
from voix.settings import Settings
from web.app import create
from web.console.city import BACK
from web.openid import City


def application(house: House, routes: list[BaseRoute]) -> FastAPI:
    """The pages of `house`, plus further routes (Telegram's webhook) in front of them."""
    settings = house.settings
    app = create(
        house,
        secure_cookies=settings.public_url.startswith("https://"),
        metrics=house.metrics,
        metrics_token=settings.metrics_token,
        city=_city(settings),
        dictation=_dictation(settings),
    )
    app.router.routes[0:0] = routes
    return app


def _dictation(settings: Settings) -> Dictation | None:
    """What writes down a draft of what is said, None where there is nothing that can."""
    if settings.speech_model is None:
        return None
    from voix.dictation import Whisper

    return Whisper(settings.speech_model)


def _city(settings: Settings) -> City | None:
    """The city's own sign-in, None where there is none."""
    if not settings.oidc_issuer:
        return None
    back = f"{settings.own_url}{BACK}"
    return City(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, back)
