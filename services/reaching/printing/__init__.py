"""Paper: posters, questionnaires and one-time codes as PDF. The fonts come with the software; nothing is fetched."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import as_file, files
from typing import Any

import segno

_FONTS = "exports.writers.report"  # the same letters as in the reports


def pdf(template: str, content: Mapping[str, Any], codes: Mapping[str, str], now: datetime) -> bytes:
    """`template` of this folder as PDF. content: what it shows, as JSON could hold it. codes: QR codes by file name,
    each with what it says."""
    import typst  # heavy, and for staff only

    source: dict[str, bytes] = {
        "main.typ": files(__name__).joinpath(template).read_bytes(),
        "content.json": json.dumps(content, ensure_ascii=False).encode(),
        **{name: qr(said) for name, said in codes.items()},
    }
    with as_file(files(_FONTS).joinpath("fonts")) as fonts:
        how: dict[str, Any] = {"format": "pdf", "font_paths": [str(fonts)], "ignore_system_fonts": True}
        made: bytes = typst.compile(source, timestamp=int(now.timestamp()), **how)
    return made


def qr(said: str) -> bytes:
    """A QR code as SVG, dark on white, with the quiet zone that phones need."""
    drawn = io.BytesIO()
    segno.make(said, error="m", micro=False).save(drawn, kind="svg", scale=10, border=4, light="#fff")
    return drawn.getvalue()
