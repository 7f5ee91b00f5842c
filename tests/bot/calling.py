"""A client of the Bot API with no opinions."""

from typing import Any

import aiohttp

from tests.fake_telegram import FakeTelegram


class Caller:
    """A client with no opinions: any method, any parameters, the answer as it comes."""

    def __init__(self, session: aiohttp.ClientSession, telegram: FakeTelegram) -> None:
        self.session = session
        self.base = f"{telegram.api_url}{telegram.token}"

    async def __call__(self, method: str, **parameters: Any) -> Any:
        async with self.session.post(f"{self.base}/{method}", json=parameters) as response:
            answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer["result"] if answer["ok"] else answer["description"]
