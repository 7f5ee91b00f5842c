"""What is printed once the pages are up: every way in, ready to open.

A sign-in link is a secret. What is printed may land in a journal that many read, so a link is printed only to a
terminal, or at the very first start, when nobody could come in otherwise."""

from collections.abc import Callable

from rich.console import Console

from services.accounts import staff
from services.accounts.staff import StaffRole
from services.campaigning import campaigns
from voix.build import House
from voix.words import gettext as _


def announce(console: Console) -> Callable[[House, bool], None]:
    """A `ready` for `voix.serving.serve` that prints the links to the pages, then those to the bot."""

    def ready(house: House, has_bot: bool) -> None:
        context = house.context
        running = house.do(lambda transaction: campaigns.every(transaction, context))
        if has_bot:
            for campaign in running:
                console.print(f"  Telegram  {campaign.code:<10} {campaign.telegram_link}", markup=False)
            return
        console.print()
        for campaign in running:
            console.print(f"  {_('Parents')}   {campaign.code:<10} {campaign.web_link}", markup=False)
        if not running:
            console.print(
                "  " + _("Aucune campagne. Pour en ouvrir une : voix campaign open CODE FICHIER"), markup=False
            )
        console.print(f"  {_('Console')}   {context.public_url}{_way_in(console, house)}", markup=False)
        console.print("  " + _("Ctrl+C pour arrêter."), markup=False)

    return ready


def _way_in(console: Console, house: House) -> str:
    """Below which path staff come in: by a new link, or by what they have."""
    if not console.is_terminal and house.do(staff.anybody):
        return "/console"
    token = house.do(lambda transaction: staff.issue_link(transaction, house.context, StaffRole.COORDINATOR))
    return f"/console/enter/{token}"
