"""Text that a spreadsheet program must not take for a formula."""

_SPARKS = tuple("=+-@\t\r\n＝＋－＠")


def is_live(text: str) -> bool:
    """Would a spreadsheet program evaluate this text, were it typed into a cell?"""
    return text.lstrip(" ").startswith(_SPARKS)


def inert(text: str) -> str:
    """The text, behind an apostrophe when it would otherwise be evaluated."""
    return f"'{text}" if is_live(text) else text
