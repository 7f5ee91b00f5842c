"""The console of officers, coordinators and operators: one module a capability, all through `visits`."""

from fastapi import APIRouter, Depends

from web.console import (
    account,
    audit,
    campaigns,
    city,
    clips,
    digest,
    door,
    launching,
    links,
    paper,
    participation,
    people,
    pilots,
    releases,
    reminders,
    templates,
    trying,
    voices,
)
from web.security import same_place

routes = APIRouter(dependencies=[Depends(same_place)])
for room in (
    door,
    city,
    account,
    campaigns,
    launching,
    participation,
    links,
    paper,
    pilots,
    reminders,
    templates,
    trying,
    releases,
    digest,
    clips,
    voices,
    people,
    audit,
):
    routes.include_router(room.routes)
