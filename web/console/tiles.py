"""One campaign as a card of the console: ways in, and the eleven districts as tiles and as rows."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from markupsafe import Markup

from services.campaigning.campaigns import CampaignSummary
from services.releasing.releases import ReleasedHeads
from surveys.districts import DISTRICTS


@dataclass(frozen=True, slots=True)
class Tile:
    """heads: released people, None when withheld. together: names of the districts that are merged with it, "" for
    none: the figure is all theirs."""

    name: str
    row: int
    column: int
    heads: int | None
    together: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """tiles: empty before the first release. code_image: the QR code of the web page as SVG."""

    campaign: CampaignSummary
    heads: ReleasedHeads | None
    tiles: tuple[Tile, ...]
    code_image: Markup


def card(campaign: CampaignSummary, heads: ReleasedHeads | None) -> Card:
    return Card(campaign, heads, _tiles(heads) if heads else (), _code_image(campaign.web_link))


def _tiles(heads: ReleasedHeads) -> tuple[Tile, ...]:
    """The districts row by row; one that the release does not name counts as withheld, never as 0."""
    ordered = sorted(DISTRICTS, key=lambda district: district.tile)
    names = {each.slug: each.name for each in DISTRICTS}
    merged = {slug: ", ".join(names.get(one, one) for one in some) for slug, some in heads.together.items()}
    return tuple(
        Tile(each.name, *each.tile, heads.districts.get(each.slug), merged.get(each.slug, "")) for each in ordered
    )


@lru_cache(maxsize=256)  # drawing twenty takes longer than all the rest of their page
def _code_image(link: str) -> Markup:
    """Dark on light in every colour scheme, so that any phone reads it; screen readers have the link beside it."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(
        border=3, light="#fff", dark="#14211f", omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 (made of squares only)
