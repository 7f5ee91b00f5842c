"""Files to take away."""

from urllib.parse import quote

from starlette.responses import Response


def attached(name: str, media_type: str, content: bytes) -> Response:
    """`content` as a file that the browser saves under `name`."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
