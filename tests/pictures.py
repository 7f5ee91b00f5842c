"""Takes the pictures of docs/images from the running demo: `python -m tests.pictures`. Look before committing."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.process import Voix
from tests.web.browser import chromium

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PARENTS = "600"


def phone(browser: Browser, width: int = 320, height: int = 640) -> Page:
    return browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, locale="fr-FR"
    ).new_page()


def conversation(browser: Browser, url: str, language: str) -> None:
    """The first page, and a question with several choices, as a phone shows them."""
    page = phone(browser)
    page.goto(f"{url}/c/NANTES?lang={language}")
    page.screenshot(path=IMAGES / f"start-{language}.png")
    page.locator("button[name=command][value=start]").click()
    for choice in (0, 0, 7):
        page.wait_for_timeout(400)
        page.locator(".prompt button.choice").nth(choice).click()
    page.wait_for_timeout(400)
    for box in (1, 2):
        page.locator("label.choice").nth(box).click()
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / f"chat-{language}.png")
    page.context.close()


def console(browser: Browser, url: str, link: str) -> None:
    page = phone(browser, 1100, 900)
    page.goto(link)
    page.locator("main button").click()
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / "console.png", full_page=True)
    page.goto(f"{url}/console/releases")
    page.screenshot(path=IMAGES / "releases.png")
    page.context.close()


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        voix = Voix(Path(folder))
        print(voix.run("demo", "--parents", PARENTS, "--no-serve").stdout)
        link = voix.run("sign-in", "coordinator").stdout.strip().splitlines()[-1]
        assert re.match(r"http://\S+/console/enter/\S+$", link), link
        voix.start("serve")
        try:
            for language in ("fr", "ar"):
                conversation(browser, voix.url, language)
            console(browser, voix.url, link)
        finally:
            voix.stop()


if __name__ == "__main__":
    main()
