"""What Telegram says about its way to us. Errors are those of `bot.errors`."""

from datetime import UTC, datetime

from bot.client import Client, explained
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
