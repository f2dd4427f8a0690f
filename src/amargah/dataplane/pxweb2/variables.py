"""The variables of a table as PxWeb knows them: a contents variable always, and variables that may be left out."""

from dataclasses import dataclass, replace
from functools import cached_property

from amargah.dataplane.pxweb2.expressions import Listed
from amargah.exchange.px import total_of
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Role, Structure

CONTENTS = "ContentsCode"
ONLY_CONTENT = "EliminatedValue"
TIME = "time"
_CONTENTS_LABEL = Label("محتوا", "Contents")


@dataclass(frozen=True)
class Variable:
    """A dimension, and the code that stands for it when it is left out (`elimination`, if it may be)."""

    dimension: Dimension

    @cached_property
    def elimination(self) -> str | None:
        return elimination(self.dimension)

    @property
    def mandatory(self) -> bool:
        """Whether a query must say which codes are wanted; of a single code there is nothing to say."""
        return self.elimination is None and len(self.dimension) > 1

    @cached_property
    def listed(self) -> Listed:
        codes = tuple(code.id for code in self.dimension.codelist)
        return Listed(self.dimension.id, codes, periods=self.dimension.role is Role.TIME)


class Variables:
    """Those of one structure, in its order, behind the contents variable when one was `added`.

    `mandatory` has the places of those that every query must choose of.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = with_contents(structure)
        self.added = len(self.structure.dimensions) - len(structure.dimensions)
        self.all = tuple(Variable(dimension) for dimension in self.structure.dimensions)
        self.added_ids = tuple(each.dimension.id for each in self.all[: self.added])
        self.mandatory = tuple(axis for axis, each in enumerate(self.all) if each.mandatory)
        self._axes = {dimension.id: axis for axis, dimension in enumerate(self.structure.dimensions)}
        self._folded = self._aliases() | _unambiguous([each.id for each in self.structure.dimensions])

    def _aliases(self) -> dict[str, int]:
        known = {TIME: self.structure.time, CONTENTS.casefold(): self.structure.with_role(Role.METRIC)}
        return {name: self._axes[each.id] for name, each in known.items() if each is not None}

    def axis(self, name: str) -> int:
        """Place of the variable of that name, in any case if that is unambiguous. Invalid tells which there are.

        `time` and `ContentsCode` name the variables of time and of contents, whatever those are called.
        """
        found = self._axes.get(name)
        if found is None:
            found = self._folded.get(name.casefold())
        if found is None:
            known = ", ".join(self._axes)
            raise Invalid(
                Label(
                    f"متغیر «{name}» نیست؛ متغیرها: {known}", f"there is no variable {name!r}; there are: {known}"
                ),
                variable=name,
            )
        return found

    def named(self, name: str) -> Variable:
        """The variable at that `axis`."""
        return self.all[self.axis(name)]


def with_contents(structure: Structure) -> Structure:
    """The structure with a contents variable, every content of which has a unit and decimals.

    A table of one measure gets one of a single code, named as PxWeb names it.
    """
    if any(each.role is Role.METRIC or each.id == CONTENTS for each in structure.dimensions):
        return replace(structure, dimensions=tuple(_measured(each, structure) for each in structure.dimensions))
    measure = structure.measure
    code = Code(ONLY_CONTENT, measure.label, unit=measure.unit, decimals=measure.decimals)
    codelist = Codelist(CONTENTS, _CONTENTS_LABEL, (code,))
    contents = Dimension(CONTENTS, _CONTENTS_LABEL, codelist, Role.METRIC)
    return replace(structure, dimensions=(contents, *structure.dimensions))


def elimination(dimension: Dimension) -> str | None:
    """The code that stands for the whole of a dimension, by which a query may leave it out.

    Never of time, and of contents only when there is no choice.
    """
    if dimension.role is Role.METRIC:
        return ONLY_CONTENT if ONLY_CONTENT in dimension.codelist and len(dimension) == 1 else None
    if dimension.role is Role.TIME:
        return None
    return total_of(dimension.codelist)


def _measured(dimension: Dimension, structure: Structure) -> Dimension:
    if dimension.role is not Role.METRIC:
        return dimension
    measure = structure.measure
    codes = tuple(
        replace(
            code,
            unit=measure.unit if code.unit is None else code.unit,
            decimals=measure.decimals if code.decimals is None else code.decimals,
        )
        for code in dimension.codelist
    )
    return replace(dimension, codelist=replace(dimension.codelist, codes=codes))


def _unambiguous(ids: list[str]) -> dict[str, int]:
    folded = [id.casefold() for id in ids]
    return {name: axis for axis, name in enumerate(folded) if folded.count(name) == 1}
