"""When somebody submits: a one-time code is spent, and what a helper typed cannot be opened again."""

from services.context import Transaction
from storage import respondents, slips

CODE = "code"  # the mode of a response to a one-time code
PAPER = "paper"  # the mode of a sheet that was typed in


def submitted(transaction: Transaction, interview_id: int, mode: str) -> None:
    """An interview is complete. Of two people with the same one-time code, one only is counted as its response. Who
    answered with help is nobody's contact from now on: the helper goes on with the next parent."""
    if slips.spend(transaction, interview_id):
        slips.tally(transaction, interview_id, PAPER if mode == PAPER else CODE)
    if slips.is_assisted(transaction, interview_id):
        respondents.part(transaction, interview_id)


def erased(transaction: Transaction, interview_id: int) -> None:
    """Nothing is kept of an interview, nor of the code it began with."""
    slips.let_go(transaction, interview_id)
