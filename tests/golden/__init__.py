"""Whole conversations with the shipped questionnaires, to be read. `python -m tests.golden` writes them anew."""
