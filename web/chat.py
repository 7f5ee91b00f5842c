"""The conversation as a page. Works with plain forms; `static/chat.js` swaps the conversation without a reload.

A reply that adds remarks is shown at once; any other is answered by a redirect, so that refreshing repeats nothing.
Typed words name the question they answer (`about`): sent twice, they never slip into the next one.
"""

import re
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from locales.languages import resolve
from services import chat
from services.channels import Commanded, InboundMessage, Spoke, Tapped, What, Wrote
from services.chat import ChatView, Standing
from services.context import Context, Transaction
from services.entrance import ASSISTED
from services.recordings.voices import MOST_BYTES
from web import forms, sessions
from web.readers import hint, reader
from web.recordings import handed_in
from web.security import same_place
from web.site import page, site_of
from web.turns import layout

CHANNEL = "web"
CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMANDS = frozenset({"start", "stop", "lang", "erase", "pause", "restart", "answers"})
SWAP = "x-voix-swap"
_STATUS = {Standing.UNKNOWN_CODE: 404, Standing.NOT_OPEN: 200}
_NO_SUCH = ChatView(Standing.UNKNOWN_CODE, "")

routes = APIRouter(dependencies=[Depends(same_place)])


@routes.get("/c/{code}")
async def show(request: Request, code: str) -> Response:
    """The page as it stands. Stores nothing."""
    site, address = site_of(request), sessions.parent(request)
    seen = _NO_SUCH
    if CODE.fullmatch(code):
        language = resolve(hint(request))
        seen = await site.desk.read(lambda t: chat.view(t, site.desk.context, code, address, language))
    lost = not address and "begun" in request.query_params  # began a moment ago, yet the cookie did not come back
    return _shown(request, code, seen, lost=lost)


@routes.post("/c/{code}")
async def reply(request: Request, code: str) -> Response:
    """One reply: a press, typed words or a command."""
    form = await forms.read(request)
    return await _replied(request, code, form, asked(form, code))


@routes.post("/c/{code}/voice")
async def speak(request: Request, code: str) -> Response:
    """A recording, of the phone's own making or by `static/voice.js`."""
    form, recording = await handed_in(request, MOST_BYTES)
    what = Spoke(size=MOST_BYTES + 1) if recording is None else Spoke(recording=recording)
    return await _replied(request, code, form, what if recording != b"" else None)


async def _replied(request: Request, code: str, form: forms.Form, what: What | None) -> Response:
    if what is None or not CODE.fullmatch(code):
        return RedirectResponse(here(code), 303)
    site, address = site_of(request), sessions.parent(request)
    begins = isinstance(what, Commanded) and what.name == "start"
    if not address and not begins:
        language = resolve(hint(request))
        seen = await site.desk.read(lambda t: chat.view(t, site.desk.context, code, "", language))
        return _shown(request, code, seen, lost=True)
    address = address or sessions.new_address(site.desk.context)
    message = InboundMessage(CHANNEL, address, what, resolve(form.one("lang") or hint(request)))
    about = form.one("about")
    seen = await site.desk.write(lambda t: _take(t, site.desk.context, code, message, about))
    response: Response
    stays = seen.standing is not Standing.OPEN and not code.upper().endswith(ASSISTED)  # on the page, also later
    passing = seen.forgotten or (seen.remarks and not stays)
    if passing or SWAP in request.headers:
        response = _shown(request, code, seen, form=form)
    else:
        response = RedirectResponse(here(code, begun=begins), 303)
    if begins and seen.standing in (Standing.OPEN, Standing.DONE):
        sessions.remember_parent(response, address, site.secure)
    return response


@routes.post("/c/{code}/leave")
async def leave(request: Request, code: str) -> Response:
    """Forget on this device who answered, so that another parent can."""
    response = RedirectResponse(here(code), 303)
    sessions.forget_parent(response)
    return response


def _take(transaction: Transaction, context: Context, code: str, message: InboundMessage, about: str) -> ChatView:
    """The reply, unless it is typed or said for a question that is no longer open."""
    if isinstance(message.what, Wrote | Spoke):
        seen = chat.view(transaction, context, code, message.address, message.language)
        if seen.prompt is None or seen.prompt.key != about:
            return seen
    return chat.reply(transaction, context, code, message)


def asked(form: forms.Form, code: str = "") -> What | None:
    """What a posted form of the conversation means; None when it says nothing."""
    command = form.one("command")
    if command in _COMMANDS:
        return Commanded(command, code if command == "start" else form.one("argument"))
    if form.one("press"):
        return Tapped(form.one("press"), form.all("also"))
    if form.one("text").strip():
        return Wrote(form.one("text"))
    return None


def here(code: str, begun: bool = False) -> str:
    """The page of a campaign, at its question."""
    known = CODE.fullmatch(code)
    return f"/c/{code}{'?begun=1' if begun else ''}#question" if known else "/c/-"


def _shown(
    request: Request, code: str, seen: ChatView, *, form: forms.Form | None = None, lost: bool = False
) -> Response:
    who = reader(seen.language or resolve(hint(request)))
    seen = replace(seen, language=who.language)
    values: dict[str, Any] = {
        "code": code,
        "talk": f"/c/{code}",
        "view": seen,
        "layout": layout(seen, form),
        "lost": lost,
    }
    template = "chat_swap.html" if SWAP in request.headers else "chat.html"
    return page(request, template, who, values, _STATUS.get(seen.standing, 200))
