"""Campaigns on the drawing board: begun from a questionnaire, amended screen by screen, each step kept at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor, StaffRole
from services.campaigning import campaigns, plans
from services.campaigning.life import Deed
from services.campaigning.plans import Plan
from services.context import Context, Transaction
from services.fieldwork.weaving import woven
from services.hours import NANTES
from services.wording.urgency import rules
from storage import audit, questionnaires
from storage import campaigns as store
from storage.campaigns import Campaign
from surveys.questionnaire import Questionnaire
from surveys.texts import FRENCH

CRISIS = store.CRISIS
KINDS = ("survey", "pilot", CRISIS)
URGENT_FOR = timedelta(days=6)  # after today: a week in all
CITY_PHONE = "Allô Nantes : 02 40 41 90 00"


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign with its plan. form: as it was chosen. districts: slugs with their caps, none for the whole city."""

    campaign: Campaign
    plan: Plan
    form: Questionnaire
    districts: Mapping[str, int | None]

    @property
    def launched(self) -> Questionnaire:
        """The questionnaire that parents are asked."""
        return woven(self.form, self.plan)


def begin(
    transaction: Transaction,
    context: Context,
    who: Actor,
    form: Questionnaire,
    code: str,
    plan: Plan,
    *,
    kind: str = "survey",
    follows: str = "",
) -> Draft:
    """A new draft; an officer's is for their districts. follows: the campaign it is a new version of. One of a crisis
    is filled in already: in all languages, from now on, for a week.

    Malformed, Taken: of the code. NotFound: what it follows is not there. Refused."""
    districts = who.districts if who.role is StaffRole.OFFICER else ()
    access.require(who, Action.MANAGE_CAMPAIGNS, districts or access.CITY)
    earlier = campaigns.held(transaction, who, follows).id if follows else None
    base = questionnaires.keep(transaction, form)
    named = campaigns.free(transaction, code)
    campaign = store.create(
        transaction, named, base, synthetic=False, now=context.now(), state="draft", kind=kind, follows=earlier
    )
    store.limit(transaction, campaign.id, dict.fromkeys(districts))
    if kind == CRISIS:
        plan = _urgent(transaction, form, plan)
        today = NANTES.today(context.now())
        store.amend(transaction, campaign.id, opens_at=context.now(), closes_on=today + URGENT_FOR)
    plans.keep(transaction, campaign.id, replace(plan, base=base))
    audit.note(transaction, context.now(), who.id, "campaign_new", named)
    return look(transaction, context, who, named)


def _urgent(transaction: Transaction, form: Questionnaire, plan: Plan) -> Plan:
    """The plan with all that an officer has not typed: nothing of it may hold up an emergency."""
    has_bot = bool(campaigns.telegram_link(transaction))
    french, others = rules(FRENCH), {tag: rules(tag) for tag in form.languages if tag != FRENCH}
    return replace(
        plan,
        channels=tuple(name for name in plan.channels if has_bot or name != "telegram"),
        contact=plan.contact or CITY_PHONE,
        rules=plan.rules or french["rules"],
        decides=plan.decides or french["decides"],
        translated=plan.translated if plan.rules or plan.decides else others,
    )


def look(transaction: Transaction, context: Context, who: Actor, code: str) -> Draft:
    """The draft `code`, or what became of it. A campaign that was opened without a plan has an empty one. NotFound,
    Refused."""
    campaign = campaigns.held(transaction, who, code)
    plan = plans.read(transaction, campaign.id) or Plan(base=campaign.questionnaire_id)
    shares = store.shares(transaction, campaign.id)
    form = context.shelf.get(transaction, plan.base or campaign.questionnaire_id)
    return Draft(campaign, plan, form, {share.district: share.cap for share in shares})


def amend(transaction: Transaction, context: Context, who: Actor, draft: Draft) -> Draft:
    """Keep what is new in `draft`: plan, districts, kind, days. What was checked has to be checked again. NotNow when
    it was launched already, Refused outside an officer's districts."""
    before = campaigns.held(transaction, who, draft.campaign.code)
    access.require(who, Action.MANAGE_CAMPAIGNS, tuple(draft.districts) or access.CITY)
    wished = draft.campaign
    moved = campaigns.move(
        transaction,
        context,
        who,
        before,
        Deed.EDIT,
        kind=wished.kind,
        opens_at=wished.opens_at,
        closes_on=wished.closes_on,
        questionnaire_id=draft.plan.base,
    )
    store.limit(transaction, moved.id, draft.districts)
    plans.keep(transaction, moved.id, draft.plan)
    return look(transaction, context, who, moved.code)


def dated(draft: Draft, opens_at: datetime | None, closes_on: date | None) -> Draft:
    """The draft with other days."""
    return replace(draft, campaign=replace(draft.campaign, opens_at=opens_at, closes_on=closes_on))


def with_districts(draft: Draft, districts: Mapping[str, int | None]) -> Draft:
    """The draft for other districts, each with its cap."""
    return replace(draft, districts=districts)
