"""Which vintage is asked for: by number, or as the public saw it at an instant (`asOf`)."""

from datetime import UTC, datetime, time, timedelta

from amargah.persian.calendar import TEHRAN
from amargah.shelf import Dataset, Shelf, Vintage
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Frequency, parse_period

AS_OF = "asOf"


def vintage_asked(
    shelf: Shelf, dataset: Dataset, *, number: str | None = None, as_of: str | None = None
) -> Vintage:
    """The vintage of that number, or of that instant; the latest when neither is given.

    Invalid for what cannot be read, for an instant to come, and for both at once; NotFound for none such.
    """
    if as_of is None:
        return dataset.vintage_asked(number)
    if number is not None:
        raise Invalid(
            Label("vintage و asOf با هم نمی‌آیند؛ یکی را بردارید", "vintage and asOf exclude each other; leave one")
        )
    return dataset.as_of(instant_asked(shelf, as_of))


def instant_asked(shelf: Shelf, text: str) -> datetime:
    """An instant of the past: `2026-03-21T08:30:00Z` (without a zone: of Tehran), or a day of either calendar.

    A day stands for its end in Tehran, or for this moment while it lasts. Invalid for anything else.
    """
    now = shelf.now()
    begins, ends = _span(text.strip())
    if begins > now:
        raise Invalid(
            Label(
                f"«{text}» هنوز نیامده است؛ {AS_OF} زمانی در گذشته است",
                f"{text!r} has not come yet; {AS_OF} is an instant of the past",
            ),
            parameter=AS_OF,
        )
    return min(ends, now)


def beginning_asked(text: str) -> datetime:
    """The first moment of what `instant_asked` reads, be it past or to come. Invalid for anything else."""
    return _span(text.strip())[0]


def _span(text: str) -> tuple[datetime, datetime]:
    """The first and the last moment of what `text` names; an instant is both."""
    if "T" in text:
        instant = _instant(text)
        return instant, instant
    begins = _midnight(text)
    return begins, begins + timedelta(days=1, microseconds=-1)


def _instant(text: str) -> datetime:
    try:
        # In a query string the + of an offset arrives as a space.
        instant = datetime.fromisoformat(text.replace(" ", "+"))
        return (instant if instant.tzinfo else instant.replace(tzinfo=TEHRAN)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _unreadable(text) from error


def _midnight(text: str) -> datetime:
    """The beginning, in Tehran, of the day that `text` names."""
    try:
        period = parse_period(text)
    except Invalid as error:
        raise _unreadable(text) from error
    if period.frequency is not Frequency.DAY:
        raise _unreadable(text)
    return datetime.combine(period.first_day, time(), TEHRAN).astimezone(UTC)


def _unreadable(text: str) -> Invalid:
    return Invalid(
        Label(
            f"«{text}» زمان نیست؛ مانند \u20662026-03-21T08:30:00Z\u2069 یا ۱۴۰۵/۰۱/۰۱ بنویسید",
            f"{text!r} is no instant; write for example 2026-03-21T08:30:00Z or 2026-03-21",
        ),
        parameter=AS_OF,
    )
