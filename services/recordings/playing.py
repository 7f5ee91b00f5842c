"""Recordings on their way out: what a channel carried once it need not be given again."""

from services.channels import Order, Play
from services.context import Transaction
from services.recordings import clips


def loaded(transaction: Transaction, channel: str, order: Order) -> Order:
    """The order with what it is to play: the channel's own name for it, else the recording; neither when it is gone."""
    if not isinstance(order, Play) or order.message.clip is None:
        return order
    return Play(order.message, *clips.carried(transaction, channel, order.message.clip.key))


def is_empty(order: Order) -> bool:
    """Whether there is nothing left to play."""
    return isinstance(order, Play) and not (order.handle or order.recording)


def learn(transaction: Transaction, channel: str, order: Order, handle: str) -> None:
    """The channel calls what it has just carried by this name."""
    if isinstance(order, Play) and order.message.clip and handle and not order.handle:
        clips.learn(transaction, channel, order.message.clip.key, handle)


def forget(transaction: Transaction, channel: str, order: Order) -> bool:
    """The channel does not know its own name any more; whether giving it the recording again is worth a try."""
    if not isinstance(order, Play) or order.message.clip is None or not order.handle:
        return False
    clips.learn(transaction, channel, order.message.clip.key, "")
    return True
