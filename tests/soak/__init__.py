"""The fault campaign: many parents answer while messages get lost and processes are killed.

    python -m tests.soak --answers 10000 --kills 50 [--write]     # make soak

In each run 2 % of the Bot API's answers to us are lost after the message was accepted, and 1 % of our calls are reset
before Telegram saw them. Parents who hear nothing for a while ask "?", as people do.
"""
