"""Parents who answer at once with the first thing on offer: the cheapest crowd that walks the whole questionnaire."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence

import questionnaires
from services.channels import Acknowledge, Arrival, Commanded, Edit, Order, Outcome, Sent, Tapped, What, Wrote
from services.messages import Message, Role
from voix.demo.channel import arrival

FORM = questionnaires.load("bien-grandir")
CODE = "BENCH"
_THANKS = FORM.items[-1].name
_CHOICES = (Role.CHOICE, Role.TOGGLE, Role.RANK)


def wanted(message: Message) -> What:
    """What the parent does about a question."""
    validate = next((button for button in message.buttons if button.role is Role.VALIDATE), None)
    choices = [button for button in message.buttons if button.role in _CHOICES]
    if validate and any(button.chosen for button in choices):
        return Tapped(validate.token)
    if message.key == "followup":  # its first choice erases everything
        return Tapped(choices[-1].token)
    return Tapped(choices[0].token) if choices else Wrote("Un parc propre et calme.")


class Crowd:
    """Implements `services.channels.Channel`: nothing is sent, what is shown is answered."""

    name = "demo"

    def __init__(self, accept: Callable[[Sequence[Arrival]], Awaitable[None]], people: int) -> None:
        self._accept = accept
        self._numbers = itertools.count(1)
        self._acting: set[asyncio.Future[None]] = set()
        self._left = people
        self.turns = 0  # things parents did
        self.through = asyncio.Event()  # all have seen the thanks

    def act(self, who: str, what: What, reference: str = "") -> None:
        self.turns += 1
        arrived = arrival(who, "fr", what, next(self._numbers), reference)
        task = asyncio.ensure_future(self._accept([arrived]))
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)

    def come(self, who: str) -> None:
        self.act(who, Commanded("start", CODE))

    async def deliver(self, address: str, order: Order) -> Outcome:
        if isinstance(order, Acknowledge):
            return Sent()
        reference = order.reference if isinstance(order, Edit) else str(next(self._numbers))
        if order.message.question:
            self.act(address, wanted(order.message), reference)
        elif order.message.key == _THANKS:
            self._left -= 1
            if not self._left:
                self.through.set()
        return Sent(reference)
