"""The survey sheet, row by row: groups are flattened, questions become items."""

from dataclasses import dataclass, replace

from services.sheets.choices import FLAGS
from services.sheets.formulas import all_of
from services.sheets.kinds import Form, Question, best_worst, item, other
from services.sheets.layout import Line
from services.sheets.types import Kind, asked
from surveys.items import Item
from surveys.problems import Place
from surveys.questionnaire import Calculation

FIELDS = frozenset(
    {"type", "name", "label", "hint", "why", "plain", "guidance_hint", "required", "constraint", "constraint_message"}
    | {"relevant", "choice_filter", "appearance", "parameters", "calculation", "readonly", "disabled"}
    | {"accepted", "translation"}
)
_BEST_WORST = "best-worst"


@dataclass(frozen=True, slots=True)
class _Group:
    """An open group. members: the questions of a best-worst group, None for any other."""

    question: Question
    condition: str
    members: list[Question] | None


class Rows:
    """Takes the lines of the survey sheet in order; `items`, `calculations` and `places` are what came of them."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._findings = form.findings
        self._groups: list[_Group] = []
        self._in_doubt: set[str] = set()
        self.items: list[Item] = []
        self.calculations: list[Calculation] = []
        self.places: dict[str, int] = {}
        self.lines: dict[str, tuple[Line, ...]] = {}  # of each item, where its texts are
        self.lists: dict[str, str] = {}  # list of choices of each item that has one

    def take(self, line: Line) -> None:
        """One row, whatever it is for."""
        if not self._says_something(line):
            return
        what = asked(line.get("type"))
        match what.kind:
            case Kind.UNSUPPORTED:
                self._findings.error(what.problem, line.place("type"), type=line.get("type"))
                self._in_doubt.add(line.get("name"))
            case Kind.METADATA:
                self._findings.warn("metadata_ignored", line.place("type"), type=line.get("type"))
            case Kind.IDENTIFYING:
                self._findings.warn("identifying_ignored", line.place("type"), type=line.get("type"))
            case Kind.END:
                self._close(line)
            case _:
                conditions = tuple(group.condition for group in self._groups)
                self._accept(Question(_named(line, what.kind), what, conditions))

    def finish(self) -> None:
        """After the last row: report what was left open, and expressions on names that nothing bears."""
        for group in self._groups:
            line = group.question.line
            self._findings.error("group_not_closed", line.place("type"), name=line.get("name"))
        if not self.items and not self._findings.refused:
            self._findings.error("no_questions", Place("survey"))
        self._form.formulas.check_names(self.places, self._in_doubt)

    def _says_something(self, line: Line) -> bool:
        """Whether the row is more than a blank or a remark."""
        if FLAGS.get(line.get("disabled").lower()):
            self._findings.warn("row_disabled", line.place("disabled"))
            return False
        if line.get("type"):
            return True
        if line.get("name") or "label" in line.texts:
            self._findings.error("no_type", line.place("type"))
        elif line.cells or line.texts or line.extra:
            self._findings.warn("row_ignored", line.place())
        return False

    def _accept(self, question: Question) -> None:
        if question.asked.kind is Kind.BEGIN:
            self._open(question)
        elif self._groups and self._groups[-1].members is not None:
            self._groups[-1].members.append(question)
        elif self._is_free(question.line):
            if question.asked.kind is Kind.CALCULATE:
                self._calculate(question)
            else:
                self._keep(item(question, self._form), question.line, question)
                self._specify(question)

    def _is_free(self, line: Line) -> bool:
        """Whether the name of the row can be borne and is borne by no other; reserves it."""
        name = line.get("name")
        if not name or not name.replace("-", "_").replace(".", "_").isidentifier():
            self._findings.error("invalid_name", line.place("name"), name=name)
        elif name in self.places:
            self._findings.error("duplicate_name", line.place("name"), name=name)
        else:
            self.places[name] = line.number
            return True
        return False

    def _keep(self, found: Item | None, line: Line, *asked: Question) -> None:
        """Take an item; `asked` are the questions it was made of."""
        if found is None:
            self._in_doubt.add(line.get("name"))
            return
        self.items.append(found)
        self.lines[found.name] = tuple(question.line for question in asked)
        self.lists[found.name] = asked[0].asked.list_name

    def _specify(self, question: Question) -> None:
        """After a question with "other": which one, in own words."""
        asked = other(question, self._form)
        if asked is not None and asked.name not in self.places:
            self.places[asked.name] = question.line.number
            self.items.append(asked)

    def _calculate(self, question: Question) -> None:
        """A calculation; where its condition does not hold it is empty."""
        line = question.line
        if not line.get("calculation"):
            self._findings.error("no_calculation", line.place("calculation"), name=line.get("name"))
            return
        formulas = self._form.formulas
        condition = all_of((*question.conditions, formulas.read(line, "relevant")))
        expression = formulas.read(line, "calculation")
        guarded = f"if({condition}, {expression}, '')" if condition else expression
        self.calculations.append(Calculation(line.get("name"), guarded))

    def _open(self, question: Question) -> None:
        line = question.line
        if not line.get("name"):
            self._findings.error("invalid_name", line.place("name"), name="")
        in_pairs = _BEST_WORST in question.appearance
        for word in sorted(question.appearance - {_BEST_WORST}):
            self._findings.warn("appearance_ignored", line.place("appearance"), appearance=word)
        if "label" in line.texts:
            self._findings.warn("group_label_ignored", line.place("label"))
        condition = self._form.formulas.read(line, "relevant")
        self._groups.append(_Group(question, condition, [] if in_pairs else None))

    def _close(self, line: Line) -> None:
        if not self._groups:
            self._findings.error("group_not_opened", line.place("type"))
            return
        group = self._groups.pop()
        if group.members is None:
            return
        whole = group.question.line
        if self._is_free(whole):
            self._keep(best_worst(group.question, group.members, self._form), whole, *group.members)
            for part in ("best", "worst"):  # names that expressions may read
                self.places[f"{whole.get('name')}_{part}"] = whole.number


def _named(line: Line, kind: Kind) -> Line:
    """The row, with a name made up for a note that has none."""
    if line.get("name") or kind is not Kind.NOTE:
        return line
    return replace(line, cells={**line.cells, "name": f"note_{line.number}"})
