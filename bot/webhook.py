"""Where Telegram delivers updates: durable first, acknowledged then. A plain Starlette route, for speed."""

import hmac
import logging
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.updates import Accept, arrival, callback_id

log = logging.getLogger(__name__)

PATH = "/telegram"
BODY_BYTES = 512 * 1024
RETRY_SECONDS = 5
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)


def _none() -> str:
    return ""


def route(accept: Accept, secret: str, old_secret: Callable[[], str] = _none, bot: str = "") -> Route:
    """POST /telegram. secret: what setWebhook was told. old_secret: gives the one before as long as it is good as well,
    then "". bot: its id.

    Answers 403 (wrong secret), 413 (too large), 503 (could not be made durable: Telegram comes again), else 200. A tap
    is acknowledged in the body of the 200. Never 410, at which Telegram would forget the webhook.
    """
    if not secret:
        raise ValueError("a webhook without a secret would believe anybody")
    return Route(PATH, _Endpoint(accept, secret, old_secret, bot), methods=["POST"])


class _Endpoint:
    """An ASGI application of its own: half the cost of a request-response function."""

    def __init__(self, accept: Accept, secret: str, old_secret: Callable[[], str], bot: str) -> None:
        self._accept = accept
        self._secret = secret
        self._old_secret = old_secret
        self._bot = bot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if not self._trusts(request.headers.get(_SECRET_HEADER, "")):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        arrived = arrival(body, self._bot)
        try:
            await self._accept([arrived])
        except Exception as error:  # whatever it is, nothing is durable: Telegram must bring it again
            log.error("an update could not be stored: %s", type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})
        tap = callback_id(arrived)
        if not tap:
            return Response()
        return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": tap})

    def _trusts(self, given: str) -> bool:
        """Every secret that is good now is compared, in constant time."""
        good = filter(None, (self._secret, self._old_secret()))
        return any(hmac.compare_digest(given.encode(), secret.encode()) for secret in good)


async def _body(request: Request) -> bytes | None:
    """The body, None as soon as it is known to be too large."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
