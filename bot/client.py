"""python-telegram-bot's `Bot`, with our HTTP client and without its talkative logs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from bot.errors import AnotherInstanceError, SettingRefusedError, TelegramUnavailableError, WrongTokenError
from bot.request import AiohttpRequest

API_URL = "https://api.telegram.org/bot"
FILE_URL = "https://api.telegram.org/file/bot"


class Client(Bot):
    """A bot of Telegram. `api_url`: base of the Bot API to which the token is appended. `file_url`: same for files."""

    def __init__(self, token: str, api_url: str = API_URL, file_url: str = FILE_URL) -> None:
        # At DEBUG the library logs whole messages: parents' words.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        request = AiohttpRequest()
        self._http = request
        with explained():
            super().__init__(
                token, base_url=api_url, base_file_url=file_url, request=request, get_updates_request=request
            )

    def __repr__(self) -> str:
        return "Client()"  # the library's shows the token

    @property
    def number(self) -> str:
        """The bot's own id: the public part of its token."""
        return self.token.partition(":")[0]

    async def connect(self) -> None:
        """Ready to call. Says nothing to Telegram yet."""
        await self.request.initialize()

    async def disconnect(self) -> None:
        await self.request.shutdown()

    async def call(self, method: str, parameters: dict[str, Any], read_seconds: float | None = None) -> Any:
        """Result of a Bot API method as plain data: a third of the cost of the library's typed methods."""
        if read_seconds is None:
            return await self._post(method, parameters)
        return await self._post(method, parameters, read_timeout=read_seconds)

    async def download(self, path: str, most: int) -> bytes | None:
        """A file at the path that getFile told, None when it has more than `most` bytes. BadRequest when it is gone."""
        return await self._http.download(f"{self._base_file_url}/{path}", most)


@contextmanager
def explained() -> Iterator[None]:
    """Turn the library's errors into ours, for calls that are not about one message."""
    try:
        yield
        return
    except InvalidToken:
        failure: Exception = WrongTokenError()
    except Conflict:
        failure = AnotherInstanceError()
    except BadRequest as error:
        failure = SettingRefusedError(error.message)
    except (RetryAfter, NetworkError) as error:
        failure = TelegramUnavailableError(type(error).__name__)
    raise failure


def retry_seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    pause: int | timedelta = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
