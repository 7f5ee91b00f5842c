"""`voix`: the command line. Sub-commands import what they need when they run, so that each starts fast."""

import os
import sys


def main() -> None:
    """Run one command; a wrong setting ends in one sentence and exit code 2."""
    from voix import words
    from voix.cli import app
    from voix.settings import BadSetting

    words.speak(os.environ)
    try:
        app()
    except BadSetting as error:
        print(f"voix: {error}", file=sys.stderr)  # noqa: T201 (the command line speaks here)
        sys.exit(2)


if __name__ == "__main__":
    main()
