"""Made-up parents: who they are (`people`), what they could answer (`values`), what they do next (`acting`), and whole
conversations of theirs (`play`). The same persona and seed give the same conversation, to the letter."""

from services.personas.coverage import Coverage, coverage
from services.personas.people import PERSONAS, STEADY, Persona
from services.personas.playing import Played, play

__all__ = ["PERSONAS", "STEADY", "Coverage", "Persona", "Played", "coverage", "play"]
