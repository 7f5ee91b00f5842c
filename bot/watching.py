"""What Telegram says about its way to us. Errors are those of `bot.errors`."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.client import Client, explained
from bot.request import AiohttpRequest
from services.metrics import Webhook


async def look(client: Client, now: datetime) -> Webhook:
    """getWebhookInfo. Who polls is told of pending updates as well."""
    with explained():
        told = await client.call("getWebhookInfo", {})
    failed = told.get("last_error_date")
    return Webhook(
        asked_at=now,
        pending=told.get("pending_update_count", 0),
        failed_at=datetime.fromtimestamp(failed, UTC) if failed else None,
        url=told.get("url", ""),
        error=told.get("last_error_message", ""),
    )


def telegrams_time(client: Client) -> datetime | None:
    """When Telegram answered last, by its own clock, cut to the second; None when it does not tell."""
    assert isinstance(client.request, AiohttpRequest)
    try:
        return parsedate_to_datetime(client.request.dated)
    except ValueError:
        return None
