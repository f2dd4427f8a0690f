"""What a reader gets who chooses nothing: a small table with the latest figures."""

from collections.abc import Sequence

from amargah.dataplane.pxweb2.placement import Placement
from amargah.dataplane.pxweb2.selecting import Wish
from amargah.dataplane.pxweb2.table import Table
from amargah.dataplane.pxweb2.variables import Variable
from amargah.statcore.structures import Role

_MOST_CELLS = 1_000
_MOST_PERIODS = 13
_MOST_CONTENTS = 20
_MOST_CODES = (100, 10)  # of the first and the second classification that is shown


def default_query(table: Table) -> tuple[tuple[Wish, ...], Placement]:
    """What is chosen, and where it stands."""
    wishes = _selection(table)
    return wishes, _placement(table, wishes)


def _selection(table: Table) -> tuple[Wish, ...]:
    """One wish a variable; those that are left out have no codes.

    All contents; of the classifications that must be chosen of, the two largest (or the first one that need not,
    when there are none) and one code of each other; as many of the latest periods as keep the table small.
    """
    shown = _shown(table.variables.all)
    counts = {variable.dimension.id: count for variable, count in shown}
    cells = 1
    for count in counts.values():
        cells *= count
    periods = max(1, min(_MOST_PERIODS, _MOST_CELLS // cells))
    return tuple(_wish(variable, counts, periods) for variable in table.variables.all)


def _placement(table: Table, wishes: Sequence[Wish]) -> Placement:
    """Contents and periods across the heading, the others down the stub; without others, periods down it."""
    varied = {wish.variable for wish in wishes if wish.codes}
    across = [each.dimension for each in table.variables.all if each.dimension.role in (Role.METRIC, Role.TIME)]
    heading = tuple(each.id for each in across if each.id in varied)
    stub = tuple(wish.variable for wish in wishes if wish.codes and wish.variable not in heading)
    if stub:
        return Placement(stub, heading)
    time = table.stored.structure.time.id
    return Placement((time,), tuple(id for id in heading if id != time))


def _shown(variables: Sequence[Variable]) -> list[tuple[Variable, int]]:
    """How many codes there are of each variable that is in the table, time left out."""
    contents = [(each, min(len(each.dimension), _MOST_CONTENTS)) for each in variables if _is(each, Role.METRIC)]
    others = [each for each in variables if not _is(each, Role.METRIC) and not _is(each, Role.TIME)]
    needed = sorted((each for each in others if each.elimination is None), key=lambda each: -len(each.dimension))
    counts = dict(enumerate(_MOST_CODES))
    chosen = needed or others[:1]
    return contents + [(each, min(len(each.dimension), counts.get(n, 1))) for n, each in enumerate(chosen)]


def _wish(variable: Variable, counts: dict[str, int], periods: int) -> Wish:
    listed = variable.listed
    if _is(variable, Role.TIME):
        latest = sorted(listed.order[-periods:])
        return Wish(listed.variable, tuple(listed.codes[place] for place in latest))
    return Wish(listed.variable, listed.codes[: counts.get(listed.variable, 0)])


def _is(variable: Variable, role: Role) -> bool:
    return variable.dimension.role is role
