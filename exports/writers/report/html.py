"""The report as one page that needs nothing else: the master, read by screen readers and printed by browsers."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from exports.writers.report.document import Bar, Document

_HERE = "exports.writers.report"
BAR = 100  # width of a bar in a cell


def html(document: Document) -> bytes:
    """No script, no address outside, and a policy that forbids both."""
    style = files(_HERE).joinpath("report.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src '{style_hash(style)}'"
    words = _template().render(document=document, style=Markup(style), policy=policy)  # noqa: S704 (our own file)
    return words.encode()


def style_hash(style: str) -> str:
    """As a content security policy names an inlined sheet."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    loader = PackageLoader(_HERE, "pages")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["bar"] = _bar
    environment.filters["drawn"] = Markup
    environment.tests["bar"] = lambda cell: isinstance(cell, Bar)
    return environment.get_template("report.html")


def _bar(bar: Bar) -> Markup:
    """Hidden from screen readers: the cells beside it say the same."""
    parts = []
    if bar.percent is not None:
        parts.append(
            f'<rect class="all" width="{BAR}" height="8"/><rect class="part" width="{bar.percent}" height="8"/>'
        )
    if bar.low is not None and bar.high is not None:
        parts.append(f'<path class="range" d="M{bar.low} 10.5H{bar.high}M{bar.low} 8.5v4M{bar.high} 8.5v4"/>')
    if bar.percent is not None and bar.mark is not None:
        parts.append(f'<path class="mark" d="M{bar.mark} 0v13"/>')
    drawing = "".join(parts) or '<rect class="none" x=".5" y=".5" width="99" height="7"/>'
    return Markup(f'<svg class="bar" viewBox="-1 -1 102 15" aria-hidden="true" focusable="false">{drawing}</svg>')  # noqa: S704 (numbers only)
