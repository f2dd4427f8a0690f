"""Names of codelists in one edition: shared where datasets agree, qualified by the dataset where they do not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amargah.exchange.sdmx.identity import STATUS_CODELIST, periods_id, to_id, units_id


@dataclass(frozen=True, slots=True)
class Use:
    """A dimension of a dataset with its codelist; equal digests stand for equal codelists."""

    dataset: str
    dimension: str
    codelist: str
    digest: bytes


def codelist_names(uses: Iterable[Use]) -> Mapping[tuple[str, str], str]:
    """The SDMX id of the codelist of each (dataset, dimension).

    `CL_SEX` while all codelists of that id are equal; `CL_SEX_POP` when datasets differ.
    """
    known = tuple(uses)
    ids = {use: to_id(use.codelist) for use in known}
    for tell_apart in (lambda use: use.dataset, lambda use: f"{use.dataset}_{use.dimension}"):
        differing = _differing(ids)
        for use in known:
            if ids[use] in differing:
                ids[use] = to_id(f"{use.codelist}_{tell_apart(use)}")
    return {(use.dataset, use.dimension): id for use, id in ids.items()}


def _differing(ids: Mapping[Use, str]) -> set[str]:
    contents: defaultdict[str, set[bytes]] = defaultdict(set)
    for use, id in ids.items():
        contents[id].add(use.digest)
    ours = {STATUS_CODELIST, *(make(use.dataset) for use in ids for make in (periods_id, units_id))}
    return {id for id, digests in contents.items() if len(digests) > 1 or id in ours}
