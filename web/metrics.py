"""The figures of `/metrics`, in the words and the format of Prometheus. Imported by the first who asks for them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from services.health import Queue, State
from services.metrics import EVENTS, OUTCOMES, Metrics

Labels = tuple[str, ...]
Values = Mapping[Labels, float]
"""By the values of a figure's labels."""


def text(state: State | None, metrics: Metrics, now: datetime, version: str) -> tuple[bytes, str]:
    """(page, its media type). state: None when the database did not answer; what it would have told is then left out,
    so that nobody takes an unknown for a zero."""

    class Figures(Collector):
        def collect(self) -> Iterable[Metric]:
            yield _gauge("voix_build", "The running version.", {(version,): 1}, ("version",))
            yield _gauge("voix_database_up", "Whether the database answers.", {(): int(state is not None)})
            yield from _counted(metrics)
            yield from _of_telegram(metrics, now)
            if state is not None:
                yield from _of_database(state, metrics.channels)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _counted(metrics: Metrics) -> Iterable[Metric]:
    """What this process counted since its start."""
    yield _counter("voix_arrivals", "Arrivals made durable, with those that came again.", {(): metrics.arrivals})
    outcomes: Values = {(name,): metrics.outcomes[name] for name in OUTCOMES}
    yield _counter("voix_deliveries", "Deliveries that ended, by outcome.", outcomes, ("outcome",))
    events: Values = {(name,): metrics.events[name] for name in EVENTS}
    yield _counter("voix_events", "What nobody is told of, by name.", events, ("event",))
    yield _counter("voix_pauses", "Times a channel asked all senders to wait (429).", {(): metrics.pauses})
    yield _counter("voix_paused_seconds", "Seconds it asked for.", {(): metrics.paused_seconds})


def _of_telegram(metrics: Metrics, now: datetime) -> Iterable[Metric]:
    """What getWebhookInfo said last."""
    if (webhook := metrics.webhook) is None:
        return
    asked = (now - webhook.asked_at).total_seconds()
    yield _gauge("voix_telegram_asked_seconds", "Time since Telegram told the two below.", {(): asked})
    yield _gauge("voix_telegram_pending_updates", "Updates that wait at Telegram.", {(): webhook.pending})
    if webhook.failed_at is not None:
        failed = (now - webhook.failed_at).total_seconds()
        yield _gauge("voix_telegram_error_seconds", "Time since a delivery to us failed.", {(): failed})


def _of_database(state: State, channels: Iterable[str]) -> Iterable[Metric]:
    """What waits, for all processes together; a queue of ours that is empty is told as well."""

    def both(name: str, what: str, queues: Mapping[Labels, Queue], labels: Labels) -> list[Metric]:
        counts = {key: queue.count for key, queue in queues.items()}
        ages = {key: queue.seconds for key, queue in queues.items()}
        return [
            _gauge(f"voix_{name}_waiting", f"How many {what}.", counts, labels),
            _gauge(f"voix_{name}_oldest_seconds", f"How long the oldest has waited of the {what}.", ages, labels),
        ]

    empty = dict.fromkeys(channels, Queue())
    arrivals: dict[Labels, Queue] = {(channel,): queue for channel, queue in {**empty, **state.arrivals}.items()}
    yield from both("inbox", "arrivals nobody looked into yet", arrivals, ("channel",))
    kinds = {"reply": state.replies, "mailing": state.mailings}
    due: dict[Labels, Queue] = {
        (channel, kind): queue for kind, of in kinds.items() for channel, queue in {**empty, **of}.items()
    }
    yield from both("outbox", "messages that could leave now", due, ("channel", "kind"))
    yield _gauge("voix_dead_letters", "Arrivals set aside after three failures.", {(): state.dead_letters})
    left: Values = {
        (channel,): seconds for channel, seconds in {**dict.fromkeys(channels, 0.0), **state.pauses}.items()
    }
    yield _gauge("voix_pause_left_seconds", "How long a channel still asks to wait.", left, ("channel",))


def _gauge(name: str, what: str, values: Values, labels: Labels = ()) -> Metric:
    family = GaugeMetricFamily(name, what, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family


def _counter(name: str, what: str, values: Values, labels: Labels = ()) -> Metric:
    family = CounterMetricFamily(name, what, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
