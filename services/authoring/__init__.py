"""What an author is told before parents are asked anything: every check of a questionnaire, with place and remedy."""

from services.authoring.examination import examine

__all__ = ["examine"]
