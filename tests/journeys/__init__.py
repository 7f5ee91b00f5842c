"""Whole roads: a phone or a browser at one end, the database and a release at the other."""
