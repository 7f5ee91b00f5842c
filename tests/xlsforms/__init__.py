"""Forms other people wrote, and the part of docs/xlsform.md that is written by the code itself."""

from pathlib import Path

FOLDER = Path(__file__).parent / "pyxform"
FORMS = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")
