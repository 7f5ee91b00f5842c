"""Offers the shipped questionnaires to officers, beside those they hand in."""

import questionnaires
from services.forms import templates
from services.forms.templates import Draft
from voix.build import House


def offer(house: House) -> None:
    """Have the shipped questionnaires among the templates. Read only when they are new: it takes a second."""
    texts = {name: questionnaires.text(name).encode() for name in questionnaires.names()}
    new = house.do(lambda t: [name for name, content in texts.items() if not templates.is_offered(t, name, content)])
    drafts = [Draft(texts[name], f"{name}.md", questionnaires.load(name), ()) for name in new]
    if drafts:
        house.do(lambda t: templates.ship(t, house.context, drafts))
