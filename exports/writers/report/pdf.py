"""The report as a tagged PDF (PDF/UA-1, which typst refuses to write when something it can see is missing)."""

import json
import re
import struct
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from typing import Any

import msgspec
import typst

from exports.writers.report.document import Document, Picture

_HERE = "exports.writers.report"
PPI = 200.0
# Signs that the fonts of this folder have; a sign without a shape would stop the whole report.
_WITHOUT_SHAPE = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u024f\u02bb\u02bc\u0300-\u0304\u0306-\u030c\u0326-\u0328\u0400-\u045f\u0490\u0491"
    "\u060c\u061b\u061f-\u063a\u0640-\u0652\u0660-\u066d\u0670-\u06d5\u06f0-\u06f9\u1e80-\u1e85\u1ef2\u1ef3"
    "\u200b-\u200f\u2013-\u2014\u2018-\u201e\u2020-\u2022\u2026\u202f\u2039\u203a\u2066-\u2069\u20ac\u2116\u2190-\u2193"
    "\u2212\u2264\u2265\u25a0\u25a1\u25cf]"
)


def pdf(document: Document, drawn: Sequence[bytes]) -> bytes:
    """The same bytes for the same document. drawn: its pictures as PNG."""
    said, pictures = msgspec.to_builtins(document), dict[str, bytes]()
    said["lang"] = document.language.split("-")[0]
    for section in said["sections"]:
        section["page"] = section["dense"] or any(block.get("picture") for block in section["blocks"])
        for block in section["blocks"]:
            if block.get("picture"):
                name = f"{len(pictures)}.svg"
                pictures[name] = _carried(drawn[len(pictures)])
                block["picture"] = {"file": name, "alt": block["picture"]["alt"]}
    source = {"main.typ": files(_HERE).joinpath("report.typ").read_bytes(), "document.json": _json(said), **pictures}
    stamp = datetime.combine(date.fromisoformat(document.day), time(), UTC)
    return _compiled(source, format="pdf", pdf_standards=["ua-1"], timestamp=int(stamp.timestamp()))[0]


def _carried(raster: bytes) -> bytes:
    """A PNG inside a drawing: typst's Python interface takes text only."""
    width, height = struct.unpack(">II", raster[16:24])
    size, data = f'width="{width}" height="{height}"', b64encode(raster).decode()
    picture = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>'.encode()


def rasters(pictures: tuple[Picture, ...]) -> list[bytes]:
    """Each picture as a PNG. Letters of a drawing inside a PDF would be read beside its alternative, and those of
    joined scripts cannot be read back; word processors do not read drawings at all."""
    names = [f"{number}.svg" for number in range(len(pictures))]
    lines = [f'#page(image("{name}", width: 340pt))' for name in names]
    main = "#set page(width: auto, height: auto, margin: 0pt)\n" + "\n".join(lines)
    drawn = {name: picture.svg.encode() for name, picture in zip(names, pictures, strict=True)}
    return _compiled({"main.typ": main.encode(), **drawn}, format="png", ppi=PPI) if pictures else []


def _compiled(source: dict[str, bytes], **how: Any) -> list[bytes]:
    with as_file(files(_HERE).joinpath("fonts")) as fonts:
        made = typst.compile(source, font_paths=[str(fonts)], ignore_system_fonts=True, **how)
    return made if isinstance(made, list) else [made]


def _json(said: dict[str, Any]) -> bytes:
    return _WITHOUT_SHAPE.sub(_shape, json.dumps(said, ensure_ascii=False)).encode()


def _shape(found: re.Match[str]) -> str:
    """A box for a letter we have no shape for, nothing for a picture sign."""
    return "\u25a1" if found[0].isalnum() else ""
