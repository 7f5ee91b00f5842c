"""How much room a wording has: what a phone shows and what the narrowest channel carries. Channels keep to it."""

LONGEST_LABEL = 40  # units of a choice; the mark and the number before it still fit on a button of 46
LONGEST_MESSAGE = 3500  # units; channels take 4096, and numbers, a footer and what was chosen come on top
VOICE_MINUTES = 2  # of a spoken answer: what a person writes down without tiring, and a phone sends anywhere
MOST_CHOICES = 90  # buttons; channels take 100, and validating, skipping and the way back come on top


def units(text: str) -> int:
    """Length as messaging services count it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
