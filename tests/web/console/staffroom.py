"""Browsers of staff, without JavaScript, on the real use cases and a real database."""

import re
from collections.abc import Mapping, Sequence

import httpx2
from lxml import html
from starlette.testclient import TestClient

from services.accounts import staff
from services.accounts.staff import StaffRole
from voix.build import House
from web import sessions
from web.app import create


class Browser:
    """One signed-in member of staff. `page`: what the last answer showed; `status` and `path`: of that answer."""

    def __init__(self, house: House, role: StaffRole, districts: Sequence[str] = ()) -> None:
        self.client = TestClient(create(house, secure_cookies=False), house.context.public_url)
        link = house.do(lambda t: staff.issue_link(t, house.context, role, districts))
        session = house.do(lambda t: staff.redeem(t, house.context, link))
        assert session
        host = re.sub(r"^https?://|:\d+$", "", house.context.public_url)
        self.client.cookies.set(sessions.STAFF, session, domain=host, path="/console")
        self._token = sessions.form_token(session)
        self.answer: httpx2.Response | None = None

    def open(self, path: str, **headers: str) -> str:
        """Follow a link; the words of the page."""
        return self._seen(self.client.get(path, headers=headers))

    def post(self, path: str, fields: Mapping[str, str | list[str]] | None = None) -> str:
        """Send a form of the console; the words of the page it leads to."""
        return self._seen(self.client.post(path, data={"token": self._token, **(fields or {})}))

    def send(self, path: str, name: str, content: bytes, fields: Mapping[str, str] | None = None) -> str:
        """Send a form with one file; the words of the page it leads to."""
        posted = {"token": self._token, **(fields or {})}
        return self._seen(self.client.post(path, data=posted, files={"file": (name, content)}))

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    @property
    def path(self) -> str:
        assert self.answer is not None
        return self.answer.url.path

    @property
    def page(self) -> html.HtmlElement:
        assert self.answer is not None
        return html.fromstring(self.answer.text)

    def _seen(self, answer: httpx2.Response) -> str:
        self.answer = answer
        if "html" not in answer.headers.get("content-type", ""):
            return ""
        [body] = self.page.iter("body")
        return " ".join(str(body.text_content()).replace("\u00a0", " ").split())
