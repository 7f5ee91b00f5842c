"""Syllables of French words, as they are spoken in the north: a final mute e does not count.

Written for short everyday words. Where spelling alone does not tell (« -ent »), endings and a short list decide.
"""

import re
import unicodedata
from functools import lru_cache

_VOWELS = "aeiouyàâäéèêëîïôöùûüÿœæ"
_SPOKEN_ENT = re.compile(
    r"(?:.{2,}m|^(?:c|d|l|v|s|g|t|conv|cont|abs|prés|acc|arg|ag|cli|pati|réc|urg|par|souv|lent|tal|évid|excell|différ"
    r"|présid|suffis|étudi|adolesc|fréqu|innoc|perman|prud|viol|serp|incid|accid|occid|ori|torr|équival))ent$"
)
_MUTE_MENT = {
    "aiment", "forment", "dorment", "ferment", "nomment", "calment", "animent", "impriment", "expriment",
    "affirment",
}  # fmt: skip
_KNOWN = {
    "pays": 2,
    "paysan": 3,
    "août": 1,
    "oui": 1,
    "ouest": 1,
    "est": 1,
    "client": 2,
    "e": 1,
    "monsieur": 2,
    "ville": 1,
}
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eéèêiy])")
_SILENT_E = re.compile(r"(?<=g)e(?=[aâoôu])")
_Y_BETWEEN = re.compile(rf"(?<=[{_VOWELS}])y(?=[{_VOWELS}])")
# Two vowels that are spoken apart: cré-a-tion, na-ïf, si-tu-er, jou-er, ou-bli-er.
_APART = re.compile(
    r"(?<=é)(?=[aâeéèêiou])|(?<=[aeo])(?=[éèïëâ])|(?<=[aou])(?=[ïë])|(?<=a)(?=o[^nuû])|(?<=ou)(?=[aeéè])|(?<=[^aeo]u)(?=[aéèo])"
    r"|(?<=[^aeogq]u)(?=e[^u])(?!eil)|(?<=[bcdfgptv][lr]i)(?=[aeéèo])"
)
_GROUP = re.compile(rf"[{_VOWELS}]+")
_MUTE_END = re.compile(rf"[^{_VOWELS}]es?$")


def syllables(word: str) -> int:
    """How many syllables a word has, at least 1. Its parts (« l'école », « est-ce ») count together; a number in digits
    counts one, letters said one by one (« REP ») one each."""
    parts = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", word))
    return max(1, sum(_of(part) for part in parts))


def _of(part: str) -> int:
    if part.isdecimal():
        return 1
    if len(part) > 1 and part.isupper() and len(part) < 5:
        return len(part)
    return _counted(part.lower())


@lru_cache(maxsize=4096)
def _counted(word: str) -> int:
    if word in _KNOWN:
        return _KNOWN[word]
    spoken = _Y_BETWEEN.sub("-", _SILENT_E.sub("", _SILENT_U.sub("", word)))
    if not _GROUP.search(spoken):
        return 0  # an elided « l », « d », « qu »
    if spoken.endswith("ent") and (word in _MUTE_MENT or not _SPOKEN_ENT.search(word)):
        spoken = spoken[:-2]  # they « parlent »: the ending is mute like a final e
    apart = _APART.sub("-", spoken)
    count = len(_GROUP.findall(apart))
    return max(1, count - bool(_MUTE_END.search(apart)))
