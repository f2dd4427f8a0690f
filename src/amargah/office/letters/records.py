"""What crosses the door of letters."""

from dataclasses import dataclass
from datetime import date, datetime

from amargah.office.audit.public import SubjectRef
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class LetterRef:
    """A letter as others cite it; `number` has Latin digits ("1405/mpo15/0001"), `date` is Gregorian."""

    id: int
    number: str
    date: date
    subject: Label
    sender: Label
    receiver: Label


@dataclass(frozen=True, slots=True)
class LetterText:
    """The whole letter, for those who may read it. The code is what the public page of verification asks for."""

    ref: LetterRef
    body: Label
    attachment: Label
    signatory: Label
    signatory_role: Label
    verification_code: str
    sent_at: datetime
    about: SubjectRef
