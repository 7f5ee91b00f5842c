"""`voix population import`: how many people live in each district, with who counted them."""

from surveys.districts import DISTRICTS
from tests.voix.inside import Terminal

LINES = "variable,category,people,source,date\n" + "".join(
    f"district,{district.slug},1000,Insee,2021-01-01\n" for district in DISTRICTS
)


def test_the_inhabitants_of_every_district_are_kept(terminal: Terminal) -> None:
    file = terminal.folder / "habitants.csv"
    file.write_text(LINES)
    said = terminal.run("population", "import", str(file))
    assert (said.code, said.out) == (0, "Habitants connus : 11000.\n")


def test_a_file_without_its_source_is_refused_whole(terminal: Terminal) -> None:
    file = terminal.folder / "habitants.csv"
    file.write_text(LINES.replace("Insee", ""))
    said = terminal.run("population", "import", str(file))
    assert (said.code, said.out) == (2, "")
    assert "Ligne 2, colonne « source » : La source manque, ou change." in said.err.replace("\n", " ")
