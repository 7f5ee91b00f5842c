"""Words that pages put together: lists as the reader's language writes them, names in the language they are in."""

from collections.abc import Iterable, Mapping

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from locales.languages import autonym, direction
from surveys.districts import DISTRICTS

_NAMES = {district.slug: district.name for district in DISTRICTS}


def install(environment: Environment) -> None:
    """The filters `listed`, `tongue`, `place` and `named` in the templates of `environment`."""
    environment.filters.update(listed=_listed, tongue=_tongue, place=_place, named=_named)


@pass_context
def _listed(context: Context, parts: Iterable[object]) -> Markup:
    """Parts in one sentence: "a, b et c" in French, with its own comma in Arabic."""
    return Markup(context["reader"].listed([str(escape(part)) for part in parts]))  # noqa: S704 - every part is escaped


def _tongue(tag: str) -> Markup:
    """A language by its own name."""
    return Markup('<bdi lang="{0}" dir="{1}">{2}</bdi>').format(tag, direction(tag), autonym(tag))


def _place(slug: str) -> Markup:
    """A district by its name, which is French in every language."""
    return Markup('<bdi lang="fr">{0}</bdi>').format(_NAMES.get(slug, slug))


def _named(key: str, names: Mapping[str, str]) -> str:
    """What `names` calls it."""
    return names.get(key, key)
