"""Recordings over HTTP: questions to listen to, in parts where a player asks for parts, and what parents hand in."""

import re
from collections.abc import AsyncGenerator

from fastapi import APIRouter
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from services.recordings import clips
from web.errors import not_found
from web.forms import BadFormError, Form
from web.site import site_of

_KEY = re.compile(r"[0-9a-f]{32}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_AROUND = 64 * 1024  # bytes of a form beside its file
_DRAINED = 8  # times what is taken: so much more is read and thrown away, so that a browser hears the refusal

routes = APIRouter()


@routes.get("/clips/{key}.ogg")
async def clip(request: Request, key: str) -> Response:
    """A question read aloud. Its name changes with its words, so a browser may keep it."""
    found = None
    if _KEY.fullmatch(key):
        found = await site_of(request).desk.read(lambda transaction: clips.recording(transaction, key))
    if found is None:
        return not_found(request)
    return played(request, "audio/ogg", found, {"Cache-Control": "public, max-age=3600"})


def played(request: Request, media: str, recording: bytes, headers: dict[str, str] | None = None) -> Response:
    """A recording, or the part that a player asks for (some play nothing they cannot have in parts)."""
    common = {"Accept-Ranges": "bytes", **(headers or {})}
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if asked is None or asked.groups() == ("", ""):
        return Response(recording, media_type=media, headers=common)
    first, last = asked.groups()
    start = int(first) if first else max(len(recording) - int(last), 0)
    end = min(int(last), len(recording) - 1) if first and last else len(recording) - 1
    if start > end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(recording)}"})
    part = {"Content-Range": f"bytes {start}-{end}/{len(recording)}"}
    return Response(recording[start : end + 1], 206, media_type=media, headers=common | part)


class _InMemory(MultiPartParser):
    """Nothing that is handed in touches the disk before it is sealed."""

    spool_max_size = 2**26


async def handed_in(request: Request, most: int) -> tuple[Form, bytes | None]:
    """The fields of a posted form, `file_name` among them, and its one file; None for a file of more than `most` bytes.
    BadFormError when it cannot be read."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadFormError(400)
    try:
        parsed = await _InMemory(request.headers, _limited(request, most + _AROUND), max_files=1, max_fields=20).parse()
    except _TooLargeError:
        return Form({}), None
    except (MultiPartException, MultipartParseError, KeyError, UnicodeDecodeError) as error:
        raise BadFormError(400) from error
    fields: dict[str, tuple[str, ...]] = {}
    recording = b""
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            recording, fields["file_name"] = await value.read(), (value.filename or "",)
        else:
            fields[name] = (*fields.get(name, ()), value.replace("\x00", ""))
    await parsed.close()
    return Form(fields), recording if len(recording) <= most else None


class _TooLargeError(Exception):
    pass


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _DRAINED * most:
            raise BadFormError(413)
        if size <= most:
            yield part
    if size > most:
        raise _TooLargeError
