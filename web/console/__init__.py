"""The console of officers, coordinators and operators: one module a capability, all through `visits`."""

from fastapi import APIRouter, Depends

from web.console import (
    account,
    audit,
    campaigns,
    city,
    clips,
    crisis,
    digest,
    door,
    launching,
    links,
    moderation,
    own_chat,
    paper,
    participation,
    people,
    pilots,
    releases,
    reminders,
    results,
    templates,
    themes,
    trying,
    voices,
)
from web.security import same_place

routes = APIRouter(dependencies=[Depends(same_place)])
for room in (
    door,
    city,
    account,
    own_chat,
    campaigns,
    launching,
    participation,
    links,
    paper,
    pilots,
    reminders,
    templates,
    trying,
    results,
    releases,
    digest,
    clips,
    voices,
    moderation,
    themes,
    crisis,
    people,
    audit,
):
    routes.include_router(room.routes)
