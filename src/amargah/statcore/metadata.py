"""Reference metadata of a dataset: the parts of SIMS/ESMS that every dataset must have."""

from dataclasses import dataclass, field

from amargah.statcore.labels import Label

EMPTY = Label("", "")


@dataclass(frozen=True, slots=True)
class Break:
    """A break in a series: figures from `period` on cannot be compared with those before without `note`."""

    period: str
    note: Label


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a reader must know to use the figures. `topic` is a chapter id of the yearbook."""

    title: Label
    description: Label
    source: Label
    topic: str
    frequency: Label = EMPTY
    coverage: Label = EMPTY
    concepts: Label = EMPTY
    method: Label = EMPTY
    quality: Label = EMPTY
    revision_policy: Label = EMPTY
    mandate: Label = EMPTY
    contact: Label = EMPTY
    base_period: str = ""
    notes: tuple[Label, ...] = ()
    breaks: tuple[Break, ...] = ()
    keywords: tuple[Label, ...] = field(default=())
