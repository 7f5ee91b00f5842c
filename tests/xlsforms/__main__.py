"""Write the tables of docs/xlsform.md anew; read what changed before you commit it."""

from tests.xlsforms.reference import PAGE, written

if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
