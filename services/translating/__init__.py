"""The wordings of a questionnaire to translators and back: PO and XLSX, with a state and a trace of the French each."""

from services.translating.exporting import FORMATS, export
from services.translating.importing import Merged, merge

__all__ = ["FORMATS", "Merged", "export", "merge"]
