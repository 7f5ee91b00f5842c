"""The Telegram channel: updates in, messages out. python-telegram-bot is known here only."""
