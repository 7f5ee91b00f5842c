"""For whoever keeps the server running: is the process up, does it keep up, and its figures."""

import asyncio
import hmac
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services import health
from services.context import Desk
from services.health import State
from services.metrics import Metrics
from web.errors import not_found

routes = APIRouter()
_PATIENCE = 3.0  # seconds for the database to answer
_FRESH = timedelta(seconds=2)  # however many ask, the database is asked once in this time
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Watch:
    """What is known of the house's health. metrics: what this process counted. token: opens `/metrics`, "" for none."""

    def __init__(self, desk: Desk, metrics: Metrics, token: str) -> None:
        self.desk = desk
        self.metrics = metrics
        self.token = token
        self._looking: asyncio.Task[State] | None = None
        self._looked_at: datetime | None = None

    async def state(self) -> State | None:
        """What the database tells of itself; None when it does not answer in time. One look serves all who ask."""
        now = self.desk.context.now()
        looking = self._looking
        if looking is None or (looking.done() and (self._looked_at is None or now - self._looked_at >= _FRESH)):
            looking = asyncio.create_task(
                self.desk.read(lambda transaction: health.look(transaction, self.desk.context))
            )
            self._looking, self._looked_at = looking, now
        await asyncio.wait([looking], timeout=_PATIENCE)
        return looking.result() if looking.done() and looking.exception() is None else None

    def admits(self, request: Request) -> bool:
        """Whoever has the token; without one, this machine, unless a proxy may bring the public from there."""
        if self.token:
            given = request.headers.get("authorization", "").removeprefix("Bearer ")
            return hmac.compare_digest(given.encode(), self.token.encode())
        local = urlsplit(self.desk.context.public_url).hostname in _LOOPBACK
        return local and request.client is not None and request.client.host in _LOOPBACK


def _watch(request: Request) -> Watch:
    watch: Watch = request.app.state.watch
    return watch


@routes.get("/health/live")
async def live() -> Response:
    return PlainTextResponse("ok")


@routes.get("/health/ready")
async def ready(request: Request) -> Response:
    """503 with the complaints, one a line, when the database does not answer or somebody waits for too long."""
    watch = _watch(request)
    state = await watch.state()
    if state is None:
        return PlainTextResponse("the database does not answer", 503)
    wrong = health.complaints(state, watch.metrics, watch.desk.context.now())
    return PlainTextResponse("\n".join(wrong), 503) if wrong else PlainTextResponse("ok")


@routes.get("/metrics")
async def metrics(request: Request) -> Response:
    """Figures for Prometheus; for anybody else there is no such page."""
    from web import metrics as figures

    watch = _watch(request)
    if not watch.admits(request):
        return not_found(request)
    state, context = await watch.state(), watch.desk.context
    page, media_type = figures.text(state, watch.metrics, context.now(), context.version)
    return Response(page, media_type=media_type)
