"""What every page needs, and how a page is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from locales.languages import LANGUAGES, autonym, direction
from services.context import Desk
from web.assets import Assets
from web.readers import Reader
from web.wording import install

_LOOSE = re.compile(r"(?<=«) | (?=[?!:;»])")


@dataclass(frozen=True, slots=True)
class Site:
    """desk: runs use cases. secure: whether cookies may travel over HTTPS only."""

    desk: Desk
    assets: Assets
    templates: Environment
    secure: bool


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _held(value: object) -> object:
    """French puts a space before ? ! : ; and inside « »; a line must not break there."""
    if type(value) is not str:  # what is escaped already is left alone
        return value
    return _LOOSE.sub("\u00a0", value)


def templates(assets: Assets) -> Environment:
    """The templates, everything escaped unless it is ours."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        finalize=_held,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=assets.url,
        style=assets.style,
        autonym=autonym,
        direction=direction,
        known_languages=tuple(LANGUAGES),
    )
    install(environment)
    return environment


def page(
    request: Request, template: str, reader: Reader, values: Mapping[str, Any] | None = None, status: int = 200
) -> HTMLResponse:
    """`template` for `reader`. Templates translate with `_`, as modules do."""
    found = site_of(request).templates.get_template(template)
    words = found.render({"_": reader.text, "reader": reader, "path": request.url.path, **(values or {})})
    return HTMLResponse(words, status, {"Content-Language": reader.language})
