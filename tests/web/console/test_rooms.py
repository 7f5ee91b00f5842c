"""Who finds which rooms of the console."""

import pytest

import questionnaires
from services import campaigns
from tests.web.console.staffroom import Browser
from voix.build import House


def sections(browser: Browser) -> list[str]:
    browser.open("/console")
    [nav] = browser.page.xpath("//nav[@class='tabs']")
    return [str(link.text_content()) for link in nav.iter("a")]


def test_everybody_finds_the_rooms_of_their_work_and_no_other(helene: Browser, odile: Browser) -> None:
    assert {"Campagnes", "Diffusions"} <= set(sections(helene))
    assert "Diffusions" not in sections(odile)


def test_a_room_tells_where_one_is(helene: Browser) -> None:
    helene.open("/console/releases")
    assert [link.get("href") for link in helene.page.xpath("//nav[@class='tabs']//a[@aria-current]")] == [
        "/console/releases"
    ]


def test_what_the_service_refuses_is_refused_on_the_page(odile: Browser) -> None:
    assert "Cette action n'est pas permise ici." in odile.open("/console/releases")
    assert odile.status == 403


@pytest.mark.parametrize("name", ["helene", "malik", "odile"])
def test_a_real_campaign_is_on_everybodys_first_page(name: str, house: House, request: pytest.FixtureRequest) -> None:
    form = questionnaires.load("bien-grandir")
    house.do(lambda t: campaigns.open_campaign(t, house.context, "NANTES", form, synthetic=False))
    assert "Bien grandir à Nantes" in request.getfixturevalue(name).open("/console")
