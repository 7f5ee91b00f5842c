"""Small drawings as SVG: shapes and words at places, mirrored for languages that run from right to left."""

import textwrap
from html import escape

INK, QUIET, SHAPE, PALE, EDGE = "#1b2523", "#4a5754", "#0b7a5b", "#d9ebe4", "#6b7a76"
FONTS = "Noto Sans, system-ui, sans-serif"
RLI, PDI = "\u2067", "\u2069"  # a line of a right-to-left language, as one


class Drawing:
    """Distances in points, counted from the side where a line of text begins."""

    def __init__(self, width: int, rtl: bool) -> None:
        self.width, self._rtl, self._parts, self.height = width, rtl, list[str](), 0.0

    def text(
        self, x: float, y: float, words: str, size: int = 12, *, bold: bool = False, anchor: str = "start"
    ) -> None:
        """anchor: start, middle or end of the words is at x."""
        swapped = {"start": "end", "end": "start"}.get(anchor, anchor) if self._rtl else anchor
        said = f"{RLI}{words}{PDI}" if self._rtl else words
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{self._x(x):g}" y="{y:g}" font-size="{size}" text-anchor="{swapped}"'
        self._parts.append(f'<text {place}{weight} fill="{INK}">{escape(said)}</text>')

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, edge: str = "", dashed: bool = False
    ) -> None:
        left = self._x(x + width) if self._rtl else x
        stroke = f' stroke="{edge}"' + (' stroke-dasharray="4 3"' if dashed else "") if edge else ""
        self._parts.append(
            f'<rect x="{left:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{stroke}/>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, *, color: str = INK, width: float = 1.5) -> None:
        ends = f'x1="{self._x(x):g}" y1="{y:g}" x2="{self._x(to_x):g}" y2="{to_y:g}"'
        self._parts.append(f'<line {ends} stroke="{color}" stroke-width="{width:g}"/>')

    def span(self, x: float, to_x: float, y: float) -> None:
        """A range: a line with ends."""
        self.line(x, y, to_x, y)
        for end in (x, to_x):
            self.line(end, y - 3, end, y + 3)

    def dot(self, x: float, y: float) -> None:
        self._parts.append(f'<circle cx="{self._x(x):g}" cy="{y:g}" r="4.5" fill="{SHAPE}"/>')

    def svg(self, height: float) -> str:
        """The finished drawing; hidden from screen readers, who are told its alternative."""
        size = f'viewBox="0 0 {self.width} {height:g}" width="{self.width}" height="{height:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} direction="ltr" font-family="{FONTS}">'
        return head + "".join(self._parts) + "</svg>"

    def _x(self, x: float) -> float:
        return self.width - x if self._rtl else x


def lines(words: str, room: float, size: int) -> list[str]:
    """Words cut into lines that fit `room` points at a font size, by the width of a common letter."""
    return textwrap.wrap(words, max(6, int(room / (0.56 * size)))) or [""]
