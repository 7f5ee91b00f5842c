"""Reading a posted form: small, well formed, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

LARGEST = 32 * 1024  # bytes; the longest answer (500 characters of any script) needs 6 kB
_FIELDS = 100


class BadFormError(Exception):
    """Not a form of ours. `status`: 400 unreadable, 403 from elsewhere, 413 too large."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Form:
    fields: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """The last value of a field, "" when absent."""
        values = self.fields.get(name, ())
        return values[-1] if values else ""

    def all(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())


async def read(request: Request) -> Form:
    """The urlencoded body of `request`; BadFormError when it is too large or not readable."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise BadFormError(413)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:  # not ASCII, not UTF-8 below the percent signs, too many fields
        raise BadFormError(400) from error
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value.replace("\x00", ""))  # no database stores NUL
    return Form(fields)
