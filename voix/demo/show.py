"""The acts of the demo: open, answer, publish, serve."""

import asyncio
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import questionnaires
from services import trial
from services.campaigning import campaigns
from services.errors import Taken
from surveys.questionnaire import Questionnaire
from voix import clock, logs, places, serving
from voix.build import House, open_house
from voix.demo.channel import NAME, DemoChannel, read
from voix.demo.people import Mind, first_act, person
from voix.links import announce
from voix.settings import BadSetting, Settings
from voix.words import gettext as _
from voix.worker import Worker

CODES = {"bien-grandir": ("NANTES",), "every-kind": ("ESSAI", "ESSAI2")}
_AT_ONCE = 128  # synthetic parents with the phone in hand
_STUCK = timedelta(seconds=60)


def run(
    settings: Settings,
    parents: int,
    questionnaire: str,
    *,
    serve: bool,
    out_dir: Path | None,
    by: str = "",
    console: Console,
) -> None:
    """The whole demo. Running it again on the same data adds what is missing, and doubles nothing. by: the item that
    its release is crossed with."""
    if questionnaire not in CODES:
        raise BadSetting(
            _("Il n'y a pas de questionnaire « {name} ». Choisissez : {known}.").format(
                name=questionnaire, known=", ".join(CODES)
            )
        )
    logs.configure("WARNING")
    form = questionnaires.load(questionnaire)
    codes = CODES[questionnaire]
    house = open_house(settings)
    try:
        _open(house, codes, form, console)
        places.renew(house, questionnaires.places())
        if parents:
            with serving.alone(house):
                asyncio.run(_answer(house, form, codes[0], parents, console))
            _publish(codes[0], out_dir or settings.data_dir / "release", by, console)
        if serve:
            serving.serve(house, announce(console))
    finally:
        house.close()


def _open(house: House, codes: tuple[str, ...], form: Questionnaire, console: Console) -> None:
    for code in codes:
        try:
            house.do(partial(campaigns.open_campaign, context=house.context, code=code, form=form, synthetic=True))
        except Taken:
            console.print("  " + _("La campagne {code} est déjà ouverte.").format(code=code), markup=False)
        else:
            console.print("  " + _("La campagne {code} est ouverte.").format(code=code), markup=False)
        if not house.do(partial(trial.progress, code=code)).is_ready:
            raise BadSetting(
                _("La campagne {code} est fermée, ou c'est une vraie campagne. Changez VOIX_DATA_DIR.").format(
                    code=code
                )
            )


async def _answer(house: House, form: Questionnaire, code: str, parents: int, console: Console) -> None:
    """Let parents 1 to `parents` answer; those who did so before (the first ones, in order) stay as they are."""
    known = house.do(partial(trial.progress, code=code)).began
    newcomers = range(known + 1, parents + 1)
    if not newcomers:
        console.print("  " + _("Les parents fictifs ont déjà répondu."), markup=False)
        return
    stop = asyncio.Event()
    channels: dict[str, DemoChannel] = {}
    worker = Worker(house, {NAME: read}, channels)
    channels[NAME] = DemoChannel(worker.accept)
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(_("Des parents fictifs répondent"), total=len(newcomers))
        async with asyncio.TaskGroup() as tasks:  # should the worker fail, nobody waits for it
            tasks.create_task(worker.run(stop))
            await _crowd(house, form, code, newcomers, channels[NAME], lambda done: bar.update(task, completed=done))
            stop.set()


async def _crowd(
    house: House,
    form: Questionnaire,
    code: str,
    numbers: Sequence[int],
    channel: DemoChannel,
    progressed: Callable[[int], None],
) -> None:
    """Let people come in as others finish, until all are through and have read the last word."""
    at = await house.read(partial(trial.progress, code=code))
    before, waiting = at.ended, deque(numbers)
    through, since = 0, clock.now()
    while through < len(numbers) or at.unsent:
        under_way = len(numbers) - len(waiting) - through
        coming = [waiting.popleft() for _place in range(min(len(waiting), _AT_ONCE - under_way))]
        minds = [_mind(form, number, clock.dice(f"{code}/{number}")) for number in coming]
        await asyncio.gather(*(channel.start(mind, first_act(code)) for mind in minds))
        await asyncio.sleep(0.05)
        at = await house.read(partial(trial.progress, code=code))
        now_through = at.ended - before + len(channel.gone)
        if now_through > through:
            through, since = now_through, clock.now()
            progressed(through)
        elif clock.now() - since > _STUCK:
            raise RuntimeError(f"{len(numbers) - through} synthetic parents are stuck")


def _mind(form: Questionnaire, number: int, dice: Random) -> Mind:
    return Mind(person(number, form.languages, dice), form, dice)


def _publish(code: str, out_dir: Path, by: str, console: Console) -> None:
    """In a process of its own, as in production: a release must never slow down an answer."""
    console.print("  " + _("La diffusion se prépare…"), markup=False)
    command = [sys.executable, "-m", "voix", "release", "build", code, "--out", str(out_dir), "--by", by]
    subprocess.run(command, check=True)  # noqa: S603
