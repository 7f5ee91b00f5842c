"""Fixtures every test may ask for. Named cast: tests/cast.py."""

pytest_plugins = ["tests.browsers", "tests.databases"]
