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


def test_those_who_live_in_priority_neighbourhoods_are_counted_by_somebody_else(terminal: Terminal) -> None:
    header, *lines = LINES.splitlines()
    told = [f"{header},priority,priority_source,priority_date", *(f"{line},250,ANCT,2024-01-01" for line in lines)]
    file = terminal.folder / "habitants.csv"
    file.write_text("\n".join(told))
    assert terminal.run("population", "import", str(file)).code == 0
    file.write_text("\n".join([*told[:-1], told[-1].replace(",250,ANCT", ",1250,")]))
    said = terminal.run("population", "import", str(file))
    assert said.code == 2
    assert "colonne « priority » : 1250 personnes, c'est plus que les 1000 habitants" in said.err.replace("\n", " ")
    assert "colonne « priority_source » : La source manque, ou change." in said.err.replace("\n", " ")


def test_a_file_without_its_source_is_refused_whole(terminal: Terminal) -> None:
    file = terminal.folder / "habitants.csv"
    file.write_text(LINES.replace("Insee", ""))
    said = terminal.run("population", "import", str(file))
    assert (said.code, said.out) == (2, "")
    assert "Ligne 2, colonne « source » : La source manque, ou change." in said.err.replace("\n", " ")
