"""The envelope of data messages in SDMX-ML: the header, and the tags of the sets of data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from amargah.exchange.sdmx.data.message import DataSet, Message
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.faults import SCHEMAS
from amargah.exchange.sdmx.identity import AGENCY, VERSION, structure_id, urn
from amargah.exchange.sdmx.markup import DECLARATION, element, opened, text


@dataclass(frozen=True, slots=True)
class Envelope:
    """`schemas` is `v2_1` or `v3_0`; `specific`: the cells are written in the words of their own structure.

    `type` is the type of the sets of data in the schema of that structure.
    """

    root: str
    schemas: str
    specific: bool
    type: str = "DataSetType"

    @property
    def latest(self) -> bool:
        return self.schemas == "v3_0"

    def opening(self, message: Message) -> bytes:
        root = opened(f"mes:{self.root}", self._namespaces(message))
        return (DECLARATION + root + "\n" + self._header(message)).encode()

    def closing(self) -> bytes:
        return f"\n</mes:{self.root}>\n".encode()

    def dataset(self, message: Message, dataset: DataSet, more: Mapping[str, str]) -> bytes:
        """The opening tag of a set of data; `more` are attributes of the data that stand in it."""
        place = _structures(message).index(dataset.definition.dataset)
        prefix = "ss:" if self.specific else ""
        attributes = {
            f"{prefix}structureRef": _reference(place),
            f"{prefix}action": dataset.action.value,
            f"{prefix}validFromDate": instant(dataset.valid_from),
            f"{prefix}validToDate": instant(dataset.valid_to),
        }
        if self.specific:
            attributes["xsi:type"] = f"ns{place + 1}:{self.type}"
        if self.specific and not self.latest:
            # sdmx1 cannot read 3.0 any more once it has met a namespace of ours at the root of a message of 2.1.
            attributes[f"xmlns:ns{place + 1}"] = own_namespace(message, dataset.definition)
            attributes["ss:dataScope"] = "DataStructure" if message.of_structures else "Dataflow"
        return ("\n" + opened("mes:DataSet", {**attributes, **more}) + "\n").encode()

    def _namespaces(self, message: Message) -> dict[str, str | None]:
        schemas = f"{SCHEMAS}/{self.schemas}"
        data = ("ss", "structurespecific") if self.specific else ("gen", "generic")
        own = (own_namespace(message, each) for each in _definitions(message))
        return {
            "xmlns:mes": f"{schemas}/message",
            "xmlns:com": f"{schemas}/common",
            f"xmlns:{data[0]}": f"{schemas}/data/{data[1]}",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            **({f"xmlns:ns{n}": each for n, each in enumerate(own, start=1)} if self.latest else {}),
        }

    def _header(self, message: Message) -> str:
        children = [
            element("mes:ID", {}, [text(message.id)]),
            element("mes:Test", {}, ["false"]),
            element("mes:Prepared", {}, [instant(message.prepared) or ""]),
            element("mes:Sender", {"id": AGENCY}),
            *(self._structure(message, place, each) for place, each in enumerate(_definitions(message))),
        ]
        return element("mes:Header", {}, children)

    def _structure(self, message: Message, place: int, definition: Definition) -> str:
        attributes = {
            "structureID": _reference(place),
            "namespace": own_namespace(message, definition) if self.specific else None,
            "dimensionAtObservation": message.packing.at_observation,
        }
        name = "com:Structure" if message.of_structures else "com:StructureUsage"
        referred = element(name, {}, [self._reference(message, definition)])
        return element("mes:Structure", attributes, [referred])

    def _reference(self, message: Message, definition: Definition) -> str:
        if self.latest:
            return text(message.artefact_urn(definition))
        kind, package = ("DataStructure" if message.of_structures else "Dataflow"), "datastructure"
        id = message.artefact(definition)
        named = {"agencyID": AGENCY, "id": id, "version": VERSION, "package": package, "class": kind}
        return element("Ref", named)


def own_namespace(message: Message, definition: Definition) -> str:
    """Of the elements that the schema of one data structure defines, for one dimension at the observations."""
    own = urn("DataStructure", structure_id(definition.dataset))
    return f"{own}:ObsLevelDim:{message.packing.at_observation}"


def instant(moment: datetime | None) -> str | None:
    """In UTC, `2026-03-21T08:30:00Z`."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _definitions(message: Message) -> list[Definition]:
    """One of each dataset, in the order of the sets."""
    return list({each.definition.dataset: each.definition for each in message.sets}.values())


def _structures(message: Message) -> list[str]:
    return [each.dataset for each in _definitions(message)]


def _reference(place: int) -> str:
    return f"STRUCTURE_{place + 1}"
