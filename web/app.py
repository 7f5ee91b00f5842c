"""The web application, put together."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from services.campaigning.life import NotNow
from services.context import Desk
from services.metrics import Metrics
from services.recordings.transcribing import Dictation
from services.trying import Trials
from web import (
    assets,
    calling,
    chat,
    console,
    errors,
    health,
    passage,
    privacy,
    public,
    recordings,
    results,
    rules,
    security,
)
from web.console import campaigns, visits
from web.openid import City
from web.site import Site, templates


def create(
    desk: Desk,
    *,
    secure_cookies: bool,
    metrics: Metrics | None = None,
    metrics_token: str = "",
    city: City | None = None,
    dictation: Dictation | None = None,
) -> FastAPI:
    """All pages on `desk`. secure_cookies: the pages are served over HTTPS. metrics: what this process counts;
    metrics_token: opens it to other machines. city: its own sign-in for staff, if there is one.
    dictation: proposes what is said in a recording, if it can."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    found = assets.load()
    app.state.site = Site(desk, found, templates(found), secure_cookies)
    app.state.watch = health.Watch(desk, metrics or Metrics(), metrics_token)
    app.state.city = city
    app.state.trials = Trials()
    app.state.dictation = dictation
    app.router.routes.append(Route("/static/{name}", assets.serve))
    for room in (public, calling, chat, recordings, passage, privacy, results, rules, console, health):
        app.include_router(room.routes)
    errors.install(app)
    app.add_exception_handler(visits.NotSignedInError, visits.wall)
    app.add_exception_handler(NotNow, campaigns.not_now)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(security.SecureHeaders, content_policy=security.policy(found.style_hash), https=secure_cookies)
    return app
