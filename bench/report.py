"""A figure as it is printed: what was measured, the ratio, and the bound it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`lines` are the measurements; `verdicts` say in words whether each bound is kept."""

    title: str
    lines: tuple[str, ...]
    verdicts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.title, *(f"    {line}" for line in self.lines + self.verdicts), ""])


def at_least(ratio: float, bound: float, what: str) -> str:
    return f"{_mark(ratio >= bound)} {ratio:.1f} times {what} (at least {bound:g})"


def at_most(ratio: float, bound: float, what: str) -> str:
    return f"{_mark(ratio <= bound)} {ratio:.2f} times {what} (at most {bound:g})"


def _mark(kept: bool) -> str:
    return "kept:  " if kept else "MISSED:"
