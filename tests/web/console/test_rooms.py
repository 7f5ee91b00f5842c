"""Who finds which rooms of the console."""

import pytest

import questionnaires
from services.campaigning import campaigns
from tests.web.console.staffroom import Browser
from voix.build import House


def sections(browser: Browser) -> list[str]:
    found: list[str] = []
    browser.open("/console")
    for group in browser.page.xpath("//nav[@class='tabs']/ul[1]//a"):
        found.append(str(group.text_content()))
        browser.open(group.get("href"))
        found.extend(str(link.text_content()) for link in browser.page.xpath("//nav[@class='tabs']/ul[2]//a"))
    return found


def test_everybody_finds_the_rooms_of_their_work_and_no_other(helene: Browser, odile: Browser) -> None:
    assert {"Campagnes", "Participation", "Résultats", "Journal"} <= set(sections(helene))
    assert set(sections(odile)) == {"Campagnes", "Équipe", "Mon compte", "Les personnes", "Journal"}


def test_a_room_tells_where_one_is(helene: Browser) -> None:
    helene.open("/console/people")
    here = helene.page.xpath("//nav[@class='tabs']//a[@aria-current]")
    assert [(link.text_content(), link.get("aria-current")) for link in here] == [
        ("Équipe", "true"),
        ("Les personnes", "page"),
    ]


def test_what_the_service_refuses_is_refused_on_the_page(odile: Browser) -> None:
    assert "Cette action n'est pas permise ici." in odile.open("/console/releases")
    assert odile.status == 403


@pytest.mark.parametrize("name", ["helene", "malik", "odile"])
def test_a_real_campaign_is_on_everybodys_first_page(name: str, house: House, request: pytest.FixtureRequest) -> None:
    form = questionnaires.load("bien-grandir")
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=False))
    assert "Bien grandir à Nantes" in request.getfixturevalue(name).open("/console")
