"""What is printed once the pages are up: every way in, ready to open."""

from collections.abc import Callable

from rich.console import Console

from services import campaigns, staff
from services.staff import StaffRole
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
        token = house.do(lambda transaction: staff.issue_link(transaction, context, StaffRole.COORDINATOR))
        console.print()
        for campaign in running:
            console.print(f"  {_('Parents')}   {campaign.code:<10} {campaign.web_link}", markup=False)
        if not running:
            console.print(
                "  " + _("Aucune campagne. Pour en ouvrir une : voix campaign open CODE FICHIER"), markup=False
            )
        console.print(f"  {_('Console')}   {context.public_url}/console/enter/{token}", markup=False)
        console.print("  " + _("Ctrl+C pour arrêter."), markup=False)

    return ready
