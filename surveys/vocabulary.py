"""Words that people type instead of tapping: small numbers, yes and no. Data; spelling is normalised when read."""

from collections.abc import Mapping
from functools import cache

from surveys.normalise import normalise

# From zero up, separated by spaces; spellings of one number by a slash.
_NUMBERS = {
    "fr": "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze",
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "ar": "صفر واحد/واحدة اثنان/اثنين/اثنتان ثلاثة/ثلاث أربعة/أربع خمسة/خمس "
    "ستة/ست سبعة/سبع ثمانية/ثمان تسعة/تسع عشرة/عشر",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "pt": "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze",
    "es": "cero uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "ro": "zero unu/una doi/două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece",
    "ru": "ноль/нуль один/одна/одно два/две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "uk": "нуль один/одна/одне два/дві три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت ۹ ده یازده دوازده",  # nine is written like "no"
    "so": "eber hal/kow laba/labo saddex afar shan lix toddoba siddeed sagaal toban",
    "br": "mann unan daou/div tri/teir pevar/peder pemp c'hwec'h seizh eizh nav dek unnek daouzek",
}
_YES = (
    "oui ouais ok okay daccord yes yep yeah نعم ايوه اجل موافق evet tamam olur sim claro si sí da sigur ja "
    "да ага так بله بلی آره haa ya"
)
_NO = "non no nan nope لا كلا hayır hayir não nao nu nein нет ні نه نخیر maya nann"
_YES_SIGNS = frozenset("👍👌✅✔☑🆗")
_NO_SIGNS = frozenset("👎❌✖🚫⛔")


def small_number(word: str, language: str) -> int | None:
    """The number a normalised word names, in the current language first; None for other words."""
    table = _numbers()
    own = table.get(language.split("-")[0], {})
    return next((words[word] for words in (own, *table.values()) if word in words), None)


def is_yes(text: str) -> bool:
    """Whether the whole of `text` says yes."""
    return _says(text, _words(_YES), _YES_SIGNS)


def is_no(text: str) -> bool:
    """Whether the whole of `text` says no."""
    return _says(text, _words(_NO), _NO_SIGNS)


def _says(text: str, words: frozenset[str], signs: frozenset[str]) -> bool:
    said = normalise(text[:40])
    return said.replace(" ", "") in words if said else bool(signs.intersection(text[:40]))


@cache
def _words(words: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in words.split())


@cache
def _numbers() -> Mapping[str, Mapping[str, int]]:
    return {
        language: {
            normalise(spelling): number for number, words in enumerate(row.split()) for spelling in words.split("/")
        }
        for language, row in _NUMBERS.items()
    }
