"""Which words a recording of a question reads. Pure."""

from functools import lru_cache
from hashlib import blake2b

from surveys.items import BestWorst, Comparison, Item, Notice, Review, WithChoices
from surveys.questionnaire import Questionnaire
from surveys.texts import Text

_LABEL = b"read aloud"


def is_read(item: Item) -> bool:
    """Whether `item` is a question, to be read aloud; what is only told, and the list of the answers, are not."""
    return not isinstance(item, Notice | Review)


def exists_in(item: Item, language: str) -> bool:
    """Whether everything that is read exists in `language`."""
    return all(text.has(language) for text in texts(item))


@lru_cache(maxsize=4096)
def key(questionnaire: Questionnaire, name: str, language: str) -> bytes:
    """Name of the words that the item called `name` has in `language`: the same for the same words, wherever they
    stand; another one as soon as a letter changes, so that nobody hears what is not asked any more."""
    digest = blake2b(language.encode(), digest_size=16, person=_LABEL)
    for text in texts(questionnaire.item(name)):
        digest.update(b"\0" + text.in_(language).encode())
    return digest.digest()


def texts(item: Item) -> tuple[Text, ...]:
    """What is read: the question, its hint, the second question of best-worst, the choices."""
    hint = [item.hint] if item.hint and item.hint.wordings else []
    worst = [item.worst] if isinstance(item, BestWorst | Comparison) and item.worst else []
    choices = [choice.text for choice in item.choices] if isinstance(item, WithChoices) else []
    return (item.text, *hint, *worst, *choices)
