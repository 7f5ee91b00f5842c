"""The one web application: pages, web chat and, when there is a bot with a public address, Telegram's webhook."""

from fastapi import FastAPI
from starlette.routing import BaseRoute

from voix.build import House
from web.app import create


def application(house: House, routes: list[BaseRoute]) -> FastAPI:
    """The pages of `house`, plus further routes (Telegram's webhook) in front of them."""
    settings = house.settings
    app = create(
        house,
        secure_cookies=settings.public_url.startswith("https://"),
        metrics=house.metrics,
        metrics_token=settings.metrics_token,
    )
    app.router.routes[0:0] = routes
    return app
