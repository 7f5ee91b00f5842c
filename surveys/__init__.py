"""The pure core: questionnaires, conversations, answers. No network, no database, no clock, no chance."""
