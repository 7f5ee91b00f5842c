"""Takes the picture of themes in docs/coordinator.md from a made-up house: `python -m tests.theme_pictures`."""

import tempfile

from services.accounts import staff
from services.accounts.staff import StaffRole
from tests.pictures import IMAGES
from tests.services.test_moderation import House as Town
from tests.web.browser import chromium, served
from tests.web.console.staffroom import Browser
from voix import settings
from voix.build import open_house
from web import sessions
from web.app import create

THEMES: dict[str, str | list[str]] = {
    "version": "0",
    "id": ["0", "0", "0"],
    "name": ["Parcs et jeux", "Transports", "Accueil des familles"],
    "definition": [
        "Un endroit où jouer ou courir dehors",
        "Aller et venir : bus, tram, vélo, trottoirs",
        "Être reçu, compris, aidé dans sa langue",
    ],
    "example": ["« Un toboggan au square »", "« Un bus le dimanche »", "« Un guichet qui parle arabe »"],
    "excludes": ["La cour de l'école", "", ""],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as headless:
        house = open_house(settings.read({"VOIX_DATA_DIR": folder}))
        Town(house.database, house.context).say("1", "Un parc où les petits peuvent courir, avec un bus pour y aller")
        Browser(house, StaffRole.COORDINATOR).post("/console/themes/COURT/wish", THEMES)
        link = house.do(lambda t: staff.issue_link(t, house.context, StaffRole.COORDINATOR))
        session = str(house.do(lambda t: staff.redeem(t, house.context, link)))
        with served(create(house, secure_cookies=False)) as url:
            context = headless.new_context(viewport={"width": 900, "height": 900}, locale="fr-FR")
            context.add_cookies([{"name": sessions.STAFF, "value": session, "url": f"{url}/console"}])
            page = context.new_page()
            page.goto(f"{url}/console/themes/COURT/wish/read")
            page.locator("main").screenshot(path=IMAGES / "themes.png")
            context.close()
        house.close()


if __name__ == "__main__":
    main()
