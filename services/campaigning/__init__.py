"""Campaigns: their states, what was written of each, pilots, and which are whose."""
