"""How easily a French text is read: Flesch's index in the version of Kandel and Moles.

    207 - 1.015 * words / sentences - 73.6 * syllables / words

Source: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française », Cahiers d'études de
radio-télévision 19, 1958, pp. 253-274; the constants are those of koRpus and textstat. 100 is very easy, 80 easy, 60
ordinary, 30 hard. On fewer than 20 words the figure is noise, and none is given.
"""

from services.authoring.sentences import sentences, words
from services.authoring.syllables import syllables

FEWEST_WORDS = 20


def kandel_moles(text: str) -> float | None:
    """The index of a French text; None when it has fewer than 20 words."""
    found = sentences(text)
    read = [word for sentence in found for word in words(sentence)]
    if len(read) < FEWEST_WORDS:
        return None
    spoken = sum(map(syllables, read))
    return 207 - 1.015 * len(read) / len(found) - 73.6 * spoken / len(read)
