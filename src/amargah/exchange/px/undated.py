"""A table without a variable of time is about one period, which stands in its title."""

from amargah.exchange.px import said
from amargah.exchange.px.document import Document
from amargah.exchange.px.failures import wrong
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period, parse_period
from amargah.statcore.structures import Code, Codelist, Dimension, Role

_ID, _LABEL = "TIME_PERIOD", Label("دوره", "Period")


def with_period(found: Document, axes: tuple[Dimension, ...], period: Period | None) -> tuple[Dimension, ...]:
    """The dimensions, and behind them that of `period`, or of REFPERIOD, where none is of time.

    Invalid when neither is there, and when a period is given to a file that has its own.
    """
    dated = any(axis.role is Role.TIME for axis in axes)
    if dated and period:
        raise wrong(
            found.end,
            "فایل متغیر زمان دارد؛ دوره را (--period) ندهید",
            "the file has a variable of time; leave out the period (--period)",
        )
    return axes if dated else (*axes, _of_one(period or _told(found)))


def _told(found: Document) -> Period:
    """REFPERIOD, in whichever language it names a period."""
    for entry in (entry for language in found.languages for entry in found.all("REFPERIOD", language)):
        try:
            return parse_period(said.text(entry))
        except Invalid:
            continue
    raise wrong(
        found.end,
        "فایل متغیر زمان ندارد؛ با TIMEVAL بگویید کدام متغیر زمان است، "
        "یا دوره‌ای را که ارقام از آن است (در فرمان: --period 1395)",
        "the file has no variable of time; tell by TIMEVAL which one it is, or else the period of the figures "
        "(for the command: --period 1395)",
    )


def _of_one(period: Period) -> Dimension:
    label = Label(period.label("fa"), period.label("en"))
    return Dimension(_ID, _LABEL, Codelist(f"CL_{_ID}", _LABEL, (Code(period.id, label),)), Role.TIME)
