"""What a bound chat reads: short, without a name, an answer, or a count below ten."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from locales.bidi import isolated
from locales.catalogues import format_date, format_number, translator
from services.campaigning.campaigns import CampaignSummary
from services.campaigning.life import Deed
from services.digest import Digest, Paragraph
from services.digest import Kind as Told
from services.digest_words import sentence
from services.fieldwork.participation import Participation, Row
from services.messages import Button, Message, Role
from services.officer_chat.kinds import Kind
from services.officer_chat.presses import Wish, token
from services.turnout import Stage
from services.wording.setting import directed
from storage.campaigns import OPEN, PAUSED
from surveys.districts import DISTRICTS

COMMAND = "/equipe"
_MOST = 8  # campaigns in a menu
_LINES = 20  # of a week; the page has the others
_PAGES = {
    Kind.HELP: "/console/help",
    Kind.VOICES: "/console/voices",
    Kind.PILOT: "/console",
    Kind.BEHIND: "/console/participation",
}
_DISTRICTS = {district.slug: district.name for district in DISTRICTS}
Gettext = Callable[[str], str]


# --- binding ---------------------------------------------------------------------------------------------------------
def bound(language: str) -> Message:
    """The chat is bound now."""
    _ = translator(language).gettext
    said = (
        _("C'est fait : ce chat est relié à votre compte de l'équipe."),
        _("Vous pouvez suivre vos campagnes et en mettre une en pause. Pour revenir ici, écrivez : {command}").format(
            command=isolated(COMMAND, language)
        ),
        _("Je vous préviens si une demande d'aide attend, ou si une campagne a besoin de vous."),
        _("Aucun nom, aucune réponse de parent n'arrive ici. Si vous répondez aussi comme parent, rien n'est mélangé."),
    )
    return directed(Message(language, said, buttons=(_menu_button(_),), key="chat_bound"))


def bad_link(language: str) -> Message:
    """A link that binds nothing, whatever the reason."""
    _ = translator(language).gettext
    said = _("Ce lien ne marche plus."), _("Demandez-en un autre sur la page « Mon compte ».")
    return directed(Message(language, said, key="chat_bad_link"))


def ended(language: str) -> Message:
    """The chat is bound no more."""
    _ = translator(language).gettext
    said = (
        _("Ce chat n'est plus relié à un compte de l'équipe."),
        _("Pour le relier, demandez un lien sur la page « Mon compte »."),
    )
    return directed(Message(language, said, key="chat_ended"))


def leaving(language: str) -> Message:
    """Is the chat really to be bound no more?"""
    _ = translator(language).gettext
    said = (
        _("Délier ce chat ?"),
        _("Rien n'arrive plus ici. Pour le relier, il faut un nouveau lien de la page « Mon compte »."),
    )
    yes = Button(_("Oui, délier"), token(Wish.GONE), Role.VALIDATE)
    no = Button(_("Non, ne rien changer"), token(Wish.ALL), Role.NAVIGATE)
    return directed(Message(language, said, buttons=(yes, no), key="chat_leaving"))


def beside(language: str) -> Message:
    """Somebody said stop, or asked for help, as a parent."""
    _ = translator(language).gettext
    said = _("Ce chat est relié à votre compte de l'équipe. Pour vos campagnes, ou pour le délier, écrivez : {command}")
    return directed(Message(language, (said.format(command=isolated(COMMAND, language)),), key="chat_beside"))


def refused(language: str) -> Message:
    """They may not do this, or not any more; or there is nothing of that name."""
    _ = translator(language).gettext
    said = _("Ce n'est pas possible : cette campagne n'est pas à vous, ou elle n'est plus là.")
    return directed(Message(language, (said,), buttons=(_menu_button(_),), key="chat_refused"))


# --- campaigns -------------------------------------------------------------------------------------------------------
def menu(language: str, running: Sequence[CampaignSummary], *, told_weekly: bool) -> Message:
    """The campaigns that run, and what else can be done here."""
    _ = translator(language).gettext
    said = _("Vos campagnes. Touchez-en une pour voir où elle en est.") if running else _("Aucune campagne en cours.")
    campaigns = (
        Button(_titled(each, language, _), token(Wish.ONE, each.code), Role.CHOICE) for each in running[:_MOST]
    )
    week = (
        Button(_("Ne plus recevoir ma semaine"), token(Wish.NO_WEEK), Role.NAVIGATE)
        if told_weekly
        else Button(_("Recevoir ma semaine le lundi"), token(Wish.WEEK), Role.NAVIGATE)
    )
    leave = Button(_("Délier ce chat"), token(Wish.LEAVE), Role.NAVIGATE)
    return directed(Message(language, (said,), buttons=(*campaigns, week, leave), key="chat_menu"))


def participation(language: str, seen: Participation, campaign: CampaignSummary, page: str) -> Message:
    """Who took part, in the figures of its page."""
    _ = translator(language).gettext
    day = format_date(seen.seen_on, language) if seen.seen_on else ""
    behind = ", ".join(_DISTRICTS.get(slug, slug) for slug in seen.behind)
    said = (
        _titled(campaign, language, _),
        _("Chiffres du {jour}. Ils changent une fois par jour, par dizaines.").format(jour=day)
        if day
        else _("Les premiers chiffres viennent demain."),
        _("Sous la moitié de l'objectif : {quartiers}.").format(quartiers=behind) if behind else "",
    )
    is_shared = campaign.state == OPEN and Deed.PAUSE not in campaign.deeds
    more = _("Tout voir : {link}").format(link=isolated(page, language))
    others = _("D'autres quartiers y répondent aussi : la coordination peut la mettre en pause.") if is_shared else ""
    rows = [(_("Toute la ville"), seen.city), *((_DISTRICTS[row.name], row) for row in seen.districts)]
    pause = Button(_("Mettre en pause"), token(Wish.PAUSE, seen.code), Role.NAVIGATE)
    return directed(
        Message(
            language,
            said,
            tuple(_line(name, row, language, _) for name, row in rows) if day else (),
            "\n".join(filter(None, (others, more))),
            buttons=(*((pause,) if Deed.PAUSE in campaign.deeds else ()), _back_button(_)),
            key="chat_participation",
        )
    )


def sure(language: str, campaign: CampaignSummary, now: datetime) -> Message:
    """Is it really to be paused?"""
    _ = translator(language).gettext
    said = (
        _("Mettre en pause « {title} » ?").format(title=isolated(campaign.title, language)),
        _("Plus aucune question ne part. Les parents lisent que c'est une pause. Leurs réponses sont gardées."),
        _("Pour reprendre, il faut aller sur la page de la campagne."),
    )
    yes = Button(_("Oui, mettre en pause"), token(Wish.SURE, campaign.code, now), Role.VALIDATE)
    no = Button(_("Non, ne rien changer"), token(Wish.ONE, campaign.code), Role.NAVIGATE)
    return directed(Message(language, said, buttons=(yes, no), key="chat_sure"))


def paused(language: str, campaign: CampaignSummary, page: str) -> Message:
    """It is paused."""
    _ = translator(language).gettext
    said = (
        _("C'est fait : « {title} » est en pause.").format(title=isolated(campaign.title, language)),
        _("Pour reprendre : {link}").format(link=isolated(page, language)),
    )
    return directed(Message(language, said, buttons=(_back_button(_),), key="chat_paused"))


def weekly(language: str, *, wanted: bool) -> Message:
    """The week comes, or does not come any more."""
    _ = translator(language).gettext
    said = (
        _("C'est noté : votre semaine arrive ici chaque lundi à 9 heures.")
        if wanted
        else _("C'est noté : votre semaine n'arrive plus ici. Elle reste sur la page « Ma semaine ».")
    )
    return directed(Message(language, (said,), buttons=(_back_button(_),), key="chat_weekly"))


# --- what nobody asked for -------------------------------------------------------------------------------------------
def push(language: str, kind: Kind, public_url: str) -> Message:
    """One line, without a figure or a person."""
    _ = translator(language).gettext
    match kind:
        case Kind.HELP:
            said = _("Une demande d'aide attend une réponse : {link}")
        case Kind.VOICES:
            said = _("Des messages vocaux attendent d'être écrits : {link}")
        case Kind.PILOT:
            said = _("Un essai s'est arrêté tout seul : {link}")
        case _:
            said = _("Un quartier est sous la moitié de son objectif : {link}")
    link = isolated(f"{public_url}{_PAGES[kind]}", language)
    return directed(Message(language, (said.format(link=link),), key=f"chat_{kind.value}"))


def week(language: str, digest: Digest, page: str) -> Message:
    """The digest in few lines: one paragraph a campaign, and where to read the rest."""
    _ = translator(language).gettext
    told: dict[str, list[str]] = {}
    brief = [each for each in digest.paragraphs if _is_brief(each, digest)]
    for each in brief[:_LINES]:
        told.setdefault(each.title or _("Pour vous"), []).append(sentence(each, language))
    said = (
        _("Votre semaine, du {premier} au {dernier}").format(
            premier=format_date(digest.monday, language),
            dernier=format_date(digest.monday + timedelta(days=6), language),
        ),
        *("\n".join((title, *(f"• {line}" for line in lines))) for title, lines in told.items()),
        "" if told else _("Une semaine calme : rien à signaler."),
        _("Tout lire : {link}").format(link=isolated(page, language)),
    )
    return directed(Message(language, said, buttons=(_menu_button(_),), key="chat_week"))


def _is_brief(each: Paragraph, digest: Digest) -> bool:
    """Figures of each single district are for who has a few; the page has them for who has all."""
    is_one_of_many = len(each.places) == 1 and len(digest.districts) == len(DISTRICTS)
    return not (is_one_of_many and each.kind in (Told.PEOPLE, Told.TAKING_PART))


# --- parts -----------------------------------------------------------------------------------------------------------
def _titled(campaign: CampaignSummary, language: str, _: Gettext) -> str:
    title = isolated(campaign.title, language)
    return _("{title} (en pause)").format(title=title) if campaign.state == PAUSED else title


def _line(name: str, row: Row, language: str, _: Gettext) -> str:
    """A district with its figures: at least so many; nothing is said of fewer than ten."""
    return _("{quartier} : {chiffres}").format(
        quartier=isolated(name, language), chiffres=", ".join(_figures(row, language, _))
    )


def _figures(row: Row, language: str, _: Gettext) -> Iterator[str]:
    began, finished = row.people.get(Stage.BEGAN), row.finished
    if not began:
        yield _("moins de 10 parents")
        return
    yield _("au moins {n} parents ont commencé").format(n=format_number(began, language))
    if finished:
        yield _("au moins {n} ont fini").format(n=format_number(finished, language))
    if row.target:
        yield _("objectif : {n}").format(n=format_number(row.target, language))


def _menu_button(_: Gettext) -> Button:
    return Button(_("Mes campagnes"), token(Wish.MENU), Role.NAVIGATE)


def _back_button(_: Gettext) -> Button:
    return Button(_("Mes campagnes"), token(Wish.ALL), Role.NAVIGATE)
