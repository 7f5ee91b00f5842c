"""The pages of the console, found as officers find them: by following links from the first one."""

import re

from tests.web.console.staffroom import Browser

_SEEDS = (
    "/console/sign-in",
    "/console/pilots/NORD",
    "/console/launch/NANTES/done",
    "/console/try/parent?persona=bilingual&subject=t1&language=",
    "/console/themes/COURT/voice/read",  # of the campaigns, the one that has themes
)
_LINKS = "//main//@href | //nav//@href | //main//form/@action | //main//@formaction | //main//@src"


def routes(browser: Browser) -> set[str]:
    """What can be asked for below /console, files too."""
    described = browser.client.app.openapi()["paths"].items()  # type: ignore[attr-defined]
    return {path for path, methods in described if "get" in methods and path.startswith("/console")}


def led_to(browser: Browser, known: set[str]) -> dict[str, str]:
    """Route, and an address of it that some page leads to; each of the five screens of a launch. Files and pages."""
    patterns = {route: re.compile(re.sub(r"\{\w+\}", "[^/]+", route)) for route in known}
    found: dict[str, str] = {}
    waiting = ["/console", *_SEEDS]
    while waiting:
        address = waiting.pop(0)
        path = address.partition("?")[0]
        fitting = [route for route, pattern in patterns.items() if pattern.fullmatch(path)]
        if not fitting:
            continue
        route = min(fitting, key=lambda each: each.count("{"))  # /console/people/new is a page of its own
        name = f"{route} {path[-1]}" if "{screen}" in route else route
        if name in found:
            continue
        found[name] = address
        browser.open(address)
        if is_page(browser):
            waiting += [str(link).partition("#")[0] for link in browser.page.xpath(_LINKS)]
    return found


def is_page(browser: Browser) -> bool:
    """Whether what was opened last is a page, and not a file or a refusal."""
    assert browser.answer is not None
    return browser.status < 400 and "html" in browser.answer.headers["content-type"]
