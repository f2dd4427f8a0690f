"""The door of letters: send one, and cite those on a matter."""

from amargah.office.letters.actions import send_letter
from amargah.office.letters.queries import letters_about
from amargah.office.letters.records import LetterRef

__all__ = ["LetterRef", "letters_about", "send_letter"]
