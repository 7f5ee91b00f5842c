"""Pages: the conversation without Telegram, the console of officers and coordinators, notices, health."""
