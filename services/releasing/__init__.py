"""Releases: asked for, built, approved, taken back, looked through, published."""
