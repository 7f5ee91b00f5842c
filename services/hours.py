"""When people may be written to without having asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """Local hours of a city: from `opens` to `closes`, but not on `days_off` (weekdays, Monday is 0), nor on the days
    of `quiet` (first and last of each span, such as school holidays)."""

    zone: ZoneInfo
    opens: time
    closes: time
    days_off: Collection[int] = (SUNDAY,)
    quiet: Collection[tuple[date, date]] = ()

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself when it lies within the hours, else the moment they open again. UTC.

        Local wall time rules: the hours open at the same hour of the clock before and after it changes.
        """
        local = moment.astimezone(self.zone)
        if self._is_open(local):
            return moment
        day = local.date() if local.time() < self.opens else local.date() + timedelta(days=1)
        while self._is_off(day):
            day += timedelta(days=1)
        return datetime.combine(day, self.opens, self.zone).astimezone(UTC)

    def left(self, moment: datetime) -> timedelta:
        """How long the hours still are at `moment`, which lies within them."""
        local = moment.astimezone(self.zone)
        return datetime.combine(local.date(), self.closes, self.zone).astimezone(UTC) - moment.astimezone(UTC)

    def today(self, moment: datetime) -> date:
        """The local day."""
        return moment.astimezone(self.zone).date()

    def at(self, moment: datetime, days: int, hour: time) -> datetime:
        """`hour` of the local day that comes `days` after `moment`, or the next moment within the hours. UTC."""
        return self.on(self.today(moment) + timedelta(days=days), hour)

    def on(self, day: date, hour: time) -> datetime:
        """`hour` of a local day, or the next moment within the hours. UTC."""
        return self.next_open(datetime.combine(day, hour, self.zone).astimezone(UTC))

    def _is_open(self, local: datetime) -> bool:
        return not self._is_off(local.date()) and self.opens <= local.time() < self.closes

    def _is_off(self, day: date) -> bool:
        return day.weekday() in self.days_off or any(first <= day <= last for first, last in self.quiet)


NANTES = Hours(ZoneInfo("Europe/Paris"), time(8, 30), time(20, 30))
ALWAYS = Hours(NANTES.zone, time.min, time.max, days_off=())
"""For what cannot wait: any hour of any day."""
