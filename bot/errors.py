"""What can keep the bot from working at all. The composition root turns each into one sentence for the operator."""


class TelegramUnavailableError(Exception):
    """Nothing that speaks the Bot API answers at the configured address."""


class WrongTokenError(Exception):
    """Telegram does not know this token."""


class AnotherInstanceError(Exception):
    """Somebody else receives this bot's updates: a second process, or a webhook set meanwhile."""


class SettingRefusedError(Exception):
    """Telegram refuses a setting of the bot (its message is the argument), a webhook address for instance."""


class UnreadableUpdateError(Exception):
    """An update of an unknown kind or an unexpected shape; the argument says where, without quoting it."""
