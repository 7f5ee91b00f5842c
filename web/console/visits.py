"""One request of a member of staff: who it is, what they may see, what they change.

Every page of the console is made here: `read`, `record` and `change` run a use case for whoever is signed in, in one
transaction; `show` makes the page. Who is not signed in meets the wall; who may not do it is refused by the service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, TypeVar

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from services.accounts import staff
from services.accounts.staff import Actor
from services.context import Context, Transaction
from web import forms, sessions
from web.console.sections import seen_by, where
from web.forms import Form
from web.readers import staff_reader
from web.site import page, site_of

T = TypeVar("T")
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]  # in an address: what a database takes for the number of a row


class NotSignedInError(Exception):
    """Nobody is signed in, or not any more."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a use case gets: the transaction, the world, and who asks."""

    transaction: Transaction
    context: Context
    actor: Actor


async def read(request: Request, use_case: Callable[[Visit], T]) -> T:
    """What `use_case` finds for who is signed in. NotSignedInError."""
    return await site_of(request).desk.read(_visited(request, use_case))


async def change(request: Request, use_case: Callable[[Visit, Form], T], form: Form | None = None) -> T:
    """Run `use_case` with the posted form, once it is known to be a form of ours. NotSignedInError, BadFormError.
    form: what was posted, where the page has read it already."""
    posted = await forms.read(request) if form is None else form
    if not sessions.is_own_form(sessions.staff(request), posted.one("token")):
        raise forms.BadFormError(403)
    return await record(request, lambda visit: use_case(visit, posted))


async def record(request: Request, use_case: Callable[[Visit], T]) -> T:
    """What `use_case` finds, when looking leaves a trace, as a download does. NotSignedInError."""
    return await site_of(request).desk.write(_visited(request, use_case))


def show(request: Request, template: str, values: Mapping[str, Any] | None = None, status: int = 200) -> Response:
    """`template` of `templates/console/` after `read` or `change`. It finds `actor`, `groups`, `rooms` (the paths of
    their sections), `here` and `form_token`."""
    reader, actor = staff_reader(request), request.state.actor
    groups = seen_by(actor, reader.text)
    common = {
        "actor": actor,
        "groups": groups,
        "here": where(request.url.path, groups),
        "rooms": frozenset(section.path for group in groups for section in group.sections),
        "form_token": sessions.form_token(sessions.staff(request)),
    }
    return page(request, f"console/{template}", reader, {**common, **(values or {})}, status)


class Trouble(Enum):
    """What was wrong with what somebody just tried at the door, and the status that says so."""

    NONE = "", 401
    SPENT = "spent", 403  # a link that has served
    WRONG = "wrong", 422  # name or password
    OFTEN = "often", 429
    LOST = "lost", 502  # on the way to the city's own sign-in and back
    UNKNOWN = "unknown", 403  # known to the city, not to us


def wall(request: Request, trouble: Exception | Trouble = Trouble.NONE, status: int = 0) -> Response:
    """How to get in."""
    told = trouble if isinstance(trouble, Trouble) else Trouble.NONE
    words, own_status = told.value
    values = {"trouble": words, "city": request.app.state.city is not None}
    return page(request, "console/wall.html", staff_reader(request), values, status or own_status)


def _visited(request: Request, use_case: Callable[[Visit], T]) -> Callable[[Transaction], T]:
    context, session = site_of(request).desk.context, sessions.staff(request)

    def run(transaction: Transaction) -> T:
        actor = staff.actor(transaction, context, session)
        if actor is None:
            raise NotSignedInError
        request.state.actor = actor
        return use_case(Visit(transaction, context, actor))

    return run
