"""`amargah import FILE --dataset ID`: what is typed, and what is said back."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from amargah.office.site.importing.files import bytes_of
from amargah.office.site.preparing import prepare
from amargah.persian.calendar import TEHRAN
from amargah.statcore.errors import AmargahError, Invalid, Unavailable
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period

if TYPE_CHECKING:
    from amargah.office.site.importing.storing import Outcome

BAD_INPUT = 2
NOW = "now"


def import_file(arguments: Sequence[str]) -> NoReturn:
    """Ends with 0 when the file is in the catalogue (and released, when asked), with 2 when it is not."""
    typed = _parser().parse_args(arguments)
    try:
        outcome = _imported(typed)
    except AmargahError as error:
        sys.stderr.writelines(f"{line}\n" for line in lines_of(typed.file, error))
        sys.exit(BAD_INPUT)
    for unknown in outcome.unknown:
        said = lines_of(typed.file, Invalid(unknown.detail, line=unknown.line))
        sys.stderr.writelines(f"{line}\n" for line in said)
    sys.stdout.write(f"{_told(outcome)}\n")
    sys.exit(0)


def lines_of(file: str, error: AmargahError) -> Iterator[str]:
    """`FILE:LINE: reason`, in English and in Persian; without a line when the error is not on one."""
    line = error.context.get("line")
    place = f"{file}:{line}" if isinstance(line, int) else file
    yield f"{place}: {error.detail.en.removeprefix(f'line {line}: ')}"
    yield f"{place}: {error.detail.fa.removeprefix(f'سطر {line}: ')}"


def instant_of(text: str, now: datetime) -> datetime:
    """`now`, or an ISO instant to come (without a zone: of Tehran). Invalid for anything else."""
    if text == NOW:
        return now
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            Label(
                f"«{text}» زمان انتشار نیست؛ now یا مانند \u20662026-12-21T08:30:00+03:30\u2069 بنویسید",
                f"{text!r} is no instant of release; write now, or for example 2026-12-21T08:30:00+03:30",
            )
        ) from error
    instant = (instant if instant.tzinfo else instant.replace(tzinfo=TEHRAN)).astimezone(UTC)
    if instant <= now:
        raise Invalid(
            Label(
                f"لحظهٔ «{text}» گذشته است؛ لحظه‌ای در آینده یا now بنویسید",
                f"the instant {text} has passed; write one to come, or now",
            )
        )
    return instant


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="amargah import",
        description="Takes a PX or SDMX (CSV, JSON, XML) file into the catalogue as a version of a dataset.",
        epilog="A PX file, and an SDMX message of the action Information or without any, is the whole dataset: "
        "what it does not name is deleted. A message that appends, merges, replaces or deletes is carried out on "
        "the latest version: what it does not name stays.",
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--dataset", required=True, metavar="ID", help="code of the dataset, present or new")
    parser.add_argument("--release", metavar="WHEN", help="`now` or an ISO instant to come; else not released")
    parser.add_argument("--reason", metavar="TEXT", default="", help="said of the version at its release")
    parser.add_argument("--period", metavar="P", help="of a PX file without a variable of time, such as 1395")
    parser.add_argument("--data", metavar="DIR", help="the data folder; ./var or AMARGAH_DATA when not given")
    return parser


def _imported(typed: argparse.Namespace) -> "Outcome":
    path = Path(typed.file)
    data = bytes_of(path)
    period = parse_period(typed.period) if typed.period else None
    _choose_folder(typed.data)
    with _stuck_is_told():
        prepare()
        from amargah.office.audit.public import now
        from amargah.office.site.importing.storing import Wish, take_in

        at = instant_of(typed.release, now()) if typed.release else None
        reason = _reason(typed.reason.strip(), path.name)
        return take_in(data, Wish(typed.dataset, path.name, at, reason, period))


def _reason(text: str, name: str) -> Label:
    return Label(text, text) if text else Label(f"ورود از پروندهٔ {name}", f"Imported from {name}")


@contextmanager
def _stuck_is_told() -> Iterator[None]:
    """What the disk or the database refuses, as an error that says what to do."""
    from django.db import OperationalError

    try:
        yield
    except (OSError, OperationalError) as problem:
        raise Unavailable(
            Label(
                f"نگه داشتن آن ممکن نشد: {problem}؛ در پوشهٔ داده جا یا اجازهٔ نوشتن فراهم و دوباره اجرا کنید",
                f"it cannot be kept: {problem}; give room or permission in the data folder and run this again",
            )
        ) from problem


def _choose_folder(folder: str | None) -> None:
    """Before Django is loaded: its settings read the environment once."""
    chosen = Path(folder or os.environ.get("AMARGAH_DATA", "var"))
    if not chosen.is_dir():
        raise Invalid(
            Label(
                f"پوشهٔ داده «{chosen}» نیست؛ نام آن را در --data درست کنید یا نخست amargah demo را اجرا کنید",
                f"there is no data folder {chosen}; correct --data, or start `amargah demo` first",
            )
        )
    os.environ["AMARGAH_DATA"] = str(chosen.resolve())


def _told(outcome: "Outcome") -> str:
    version = outcome.version
    name = f"{version.dataset}, version {version.number}"
    kept = f"{name}: kept" if outcome.new else f"{name}: there already, with the same figures and words"
    if outcome.deleted:
        kept += f"; cells that were there and are no more: {outcome.deleted}"
    if outcome.released is None:
        return kept
    return f"{kept}; visible from {outcome.released.astimezone(TEHRAN).isoformat()}"
