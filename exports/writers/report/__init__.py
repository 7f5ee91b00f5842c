"""The report: one document of protected figures and words, written as a page, as a PDF and for a word processor."""
