"""The style sheet (inlined, so that the first page is one round trip) and the few static files, named by content."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

_HERE = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """style: the sheet every page carries. style_hash: its CSP source. names: file name to hashed name.
    files: hashed name to (media type, bytes)."""

    style: Markup
    style_hash: str
    names: dict[str, str]
    files: dict[str, tuple[str, bytes]]

    def url(self, name: str) -> str:
        """Address of a static file; changes with its content."""
        return f"/static/{self.names[name]}"


def load() -> Assets:
    """Read `static/` once."""
    style = (_HERE / "voix.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    names: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for path in sorted(_HERE.iterdir()):
        if path.suffix in _TYPES:
            content = path.read_bytes()
            hashed = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
            names[path.name] = hashed
            files[hashed] = (_TYPES[path.suffix], content)
    return Assets(
        Markup(style),  # noqa: S704 (our own file)
        f"'sha256-{digest}'",
        names,
        files,
    )


async def serve(request: Request) -> Response:
    """One static file from memory."""
    assets: Assets = request.app.state.site.assets
    found = assets.files.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    media_type, content = found
    return Response(content, media_type=media_type, headers={"Cache-Control": _FOR_EVER})
