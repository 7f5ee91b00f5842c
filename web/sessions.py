"""Cookies. Parents: a random address, given only when they press start. Staff: a session, once they have signed in."""

import hashlib
import re
from hmac import compare_digest
from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.requests import Request
from starlette.responses import Response

from services.context import Context

PARENT, PARENT_PATH, PARENT_AGE = "voix_parent", "/c", 60 * 24 * 3600
STAFF, STAFF_PATH, STAFF_AGE = "voix_staff", "/console", 12 * 3600
_ADDRESS_BYTES = 16
_HEX = frozenset("0123456789abcdef")
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def new_address(context: Context) -> str:
    """128 random bits, as hexadecimal digits."""
    return context.chance(_ADDRESS_BYTES).hex()


def parent(request: Request) -> str:
    """The address of this browser, "" when it has none (or one that we never gave)."""
    found = request.cookies.get(PARENT, "")
    return found if len(found) == 2 * _ADDRESS_BYTES and _HEX.issuperset(found) else ""


def remember_parent(response: Response, address: str, secure: bool) -> None:
    response.set_cookie(PARENT, address, PARENT_AGE, path=PARENT_PATH, secure=secure, httponly=True, samesite="lax")


def forget_parent(response: Response) -> None:
    response.delete_cookie(PARENT, path=PARENT_PATH, httponly=True, samesite="lax")


def staff(request: Request) -> str:
    """Session key of the signed-in member of staff, "" when nobody is."""
    return request.cookies.get(STAFF, "")


def remember_staff(response: Response, session: str, secure: bool) -> None:
    response.set_cookie(STAFF, session, STAFF_AGE, path=STAFF_PATH, secure=secure, httponly=True, samesite="lax")


def forget_staff(response: Response) -> None:
    response.delete_cookie(STAFF, path=STAFF_PATH, httponly=True, samesite="lax")


def form_token(session: str) -> str:
    """What a staff form must carry: derived from the secret cookie, so only our own pages know it."""
    return hashlib.blake2b(session.encode(), digest_size=16, person=b"voix staff form").hexdigest()


def is_own_form(session: str, token: str) -> bool:
    return compare_digest(form_token(session).encode(), token.encode())


def device(request: Request) -> str:
    """By which words somebody knows a sign-in of theirs again: "Firefox, Windows". "" when the browser says nothing."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for sign, name in _BROWSERS.items() if re.search(rf"\b{sign}\w*/", agent)), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in agent), "")
    return ", ".join(filter(None, (browser, system)))


def place(request: Request) -> str:
    """Where a request comes from, to count tries: an address, or the network of a home where addresses are many."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Network((int(address), 64), strict=False)) if isinstance(address, IPv6Address) else host
