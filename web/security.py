"""What every answer carries so that a browser does nothing we did not mean, and who may post to us."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.forms import BadFormError
from web.site import site_of

_READING = ("GET", "HEAD", "OPTIONS")


def policy(style_hash: str) -> str:
    """Content security policy: everything from here, the inlined sheet by its hash, nobody may frame us.
    What was just recorded may be heard before it is sent (blob:)."""
    return (
        f"default-src 'self'; style-src 'self' {style_hash}; media-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class SecureHeaders:
    """ASGI middleware. Dynamic answers are never stored: somebody else may hold the phone next. A page that needs a
    stricter policy says its own."""

    def __init__(self, app: ASGIApp, content_policy: str, https: bool) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
        }
        if https:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def same_place(request: Request) -> None:
    """Refuse forms of other sites (403); cookies are SameSite besides. Under no-referrer our own say origin "null"."""
    if request.method in _READING:
        return
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "null")
    known = (request.headers.get("host", ""), urlsplit(site_of(request).desk.context.public_url).netloc)
    foreign = site not in ("same-origin", "none") if site else origin != "null" and urlsplit(origin).netloc not in known
    if foreign:
        raise BadFormError(403)
