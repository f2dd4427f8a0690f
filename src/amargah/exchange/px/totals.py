"""The value that counts all the others of a variable, so that the variable may be left out: PX's elimination."""

from amargah.statcore.structures import Codelist

_NAMED = ("T", "_T", "TOTAL", "IR")


def total_of(codelist: Codelist) -> str | None:
    """T, _T, TOTAL or IR, the first that the list has; else the one code of which all others are descendants.

    Where there is none, nothing may be summed in its place: nobody says that the values do not overlap.
    """
    named = next((code for code in _NAMED if code in codelist), None)
    return named or _common_parent(codelist)


def _common_parent(codelist: Codelist) -> str | None:
    roots = [code.id for code in codelist if code.parent is None]
    return roots[0] if len(roots) == 1 and len(codelist) > 1 else None
