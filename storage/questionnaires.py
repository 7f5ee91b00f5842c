"""Questionnaires as they were when first used: frozen, found by fingerprint."""

import json

from sqlalchemy import insert, select

from storage.schema.fieldwork import questionnaire
from storage.transaction import Transaction
from surveys.definition import from_plain, to_plain
from surveys.fingerprint import fingerprint
from surveys.questionnaire import Questionnaire


def keep(transaction: Transaction, form: Questionnaire) -> int:
    """Store `form` unless the very same is there already; its id."""
    mark = fingerprint(form)
    known = transaction.execute(select(questionnaire.c.id).where(questionnaire.c.fingerprint == mark)).scalar()
    if known is not None:
        return int(known)
    definition = json.dumps(to_plain(form), ensure_ascii=False)
    values = {"fingerprint": mark, "definition": definition}
    return int(transaction.execute(insert(questionnaire).values(values).returning(questionnaire.c.id)).scalar_one())


class Shelf:
    """Questionnaires already read by this process. They never change, so they are never read twice."""

    def __init__(self) -> None:
        self._known: dict[int, Questionnaire] = {}

    def get(self, transaction: Transaction, questionnaire_id: int) -> Questionnaire:
        """The questionnaire of that id; KeyError when there is none."""
        form = self._known.get(questionnaire_id)
        if form is None:
            query = select(questionnaire.c.definition).where(questionnaire.c.id == questionnaire_id)
            definition = transaction.execute(query).scalar()
            if definition is None:
                raise KeyError(questionnaire_id)
            form = self._known[questionnaire_id] = from_plain(json.loads(definition))
        return form
