"""Campaigns that are released several times, for the tests of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exports.policy import Policy
from exports.records import Record
from exports.relations import Known
from exports.release import Ledger, Refused, Release, build
from surveys.items import Open
from surveys.questionnaire import Questionnaire
from tests.exports.campaigns import study


def in_the_open(asked: Questionnaire, names: frozenset[str]) -> Questionnaire:
    """The same with these items answered in own words."""
    items = (Open(name=item.name, text=item.text) if item.name in names else item for item in asked.items)
    return replace(asked, items=tuple(items))


@dataclass
class History:
    """A campaign and what is out of it. people: by number; who is taken out of it has left. coded: items that come with
    the last release only, as themes of own words do."""

    asked: Questionnaire
    policy: Policy
    key: bytes = b"a key of thirty-two bytes, for us"
    crossing: str = ""
    people: dict[int, Record] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    releases: list[Release] = field(default_factory=list)
    coded: frozenset[str] = frozenset()

    def come(self, people: Sequence[Record]) -> None:
        start = max(self.people, default=0) + 1
        self.people |= {number: replace(one, number=number) for number, one in enumerate(people, start)}

    def leave(self, number: int) -> None:
        del self.people[number]

    def change(self, number: int, answers: Record) -> None:
        self.people[number] = replace(self.people[number], answers=answers.answers)

    def release(self, final: bool = False, city_first: bool = False) -> Release | Refused:
        number = len(self.ledger.releases) + 1
        asked, coded = (self.asked, self.coded) if final else (in_the_open(self.asked, self.coded), frozenset())
        about = replace(study(asked), number=number, final=final, key=self.key, city_first=city_first, coded=coded)
        about = replace(about, crossing=self.crossing)
        built = build(about, self.people.values(), self.policy, ledger=self.ledger)
        if isinstance(built, Release):
            self.releases.append(built)
            known = (*self.ledger.releases, Known(built.files, built.gone))
            self.ledger = Ledger(known, self.ledger.counted + len(built.newcomers))
            for one in built.newcomers:
                record = self.people[one.number]
                self.people[one.number] = replace(record, counted=one.counted, mark=one.mark)
        return built
