"""`python -m locales check` proves the catalogues complete; `python -m locales update` brings them up to date,
and the table of docs/languages.md with them."""

import sys

from locales.checking import problems
from locales.listing import refresh, stale
from locales.updating import update


def main(arguments: list[str]) -> int:
    """Exit status: 0 fine, 1 something to mend (listed on standard output), 2 wrong use."""
    match arguments:
        case ["check"]:
            found = problems() + stale()
            sys.stdout.write("\n".join(found or ["every catalogue is complete"]) + "\n")
            return 1 if found else 0
        case ["update"]:
            for tag, left in update().items():
                sys.stdout.write(f"{tag}: {left} to translate\n")
            refresh()
            return 0
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
