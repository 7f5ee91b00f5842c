"""Write the golden transcripts anew; read what changed before you commit it."""

from tests.golden.scripts import transcripts

if __name__ == "__main__":
    for path, text in transcripts():
        path.write_text(text, encoding="utf-8")
