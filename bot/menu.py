"""What the bot tells Telegram about itself when it starts. Errors are those of `bot.errors`."""

import logging
from typing import Any

from bot.client import Client, explained
from bot.updates import KINDS
from locales.catalogues import translator
from locales.languages import FRENCH, LANGUAGES

log = logging.getLogger(__name__)

CONNECTIONS = 40  # that Telegram may open to a webhook at once


async def user_name(client: Client) -> str:
    """The bot's user name, without "@"; the first thing to ask, as it proves address and token."""
    with explained():
        me = await client.get_me()
    if me.has_topics_enabled:
        log.warning("topics are on for this bot: switch them off in BotFather, or replies may land out of sight")
    return me.username or ""


async def publish_commands(client: Client) -> None:
    """Commands with their descriptions, in French for everybody and in each language Telegram can tell apart."""
    with explained():
        await client.set_my_commands(commands(FRENCH))
        for tag in LANGUAGES:
            if len(tag) == 2:  # Telegram takes no other codes
                await client.set_my_commands(commands(tag), language_code=tag)


def commands(tag: str) -> list[tuple[str, str]]:
    """(name, description in the language `tag`) of each command."""
    _ = translator(tag).gettext
    return [
        ("start", _("Commencer ou continuer")),
        ("lang", _("Changer de langue")),
        ("help", _("Aide")),
        ("stop", _("Arrêter")),
        ("privacy", _("Vos données")),
        ("effacer", _("Effacer mes réponses")),
    ]


def menu_of(chat: str, language: str) -> dict[str, Any]:
    """Parameters of a call that puts the commands of one chat into the language its person chose. Languages that
    Telegram knows no code for have theirs this way too."""
    listed = [{"command": name, "description": description} for name, description in commands(language)]
    return {"commands": listed, "scope": {"type": "chat", "chat_id": int(chat)}}


async def set_webhook(client: Client, url: str, secret: str, max_connections: int = CONNECTIONS) -> None:
    """Have updates delivered to `url` (https), each with `secret` in its header. What is pending stays pending."""
    with explained():
        await client.set_webhook(url, secret_token=secret, allowed_updates=list(KINDS), max_connections=max_connections)
