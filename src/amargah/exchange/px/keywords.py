"""The keywords of PX files: one table, from which reading, checking and the reference page follow.

Source: "PX file format specification, AXIS-VERSION 2013" (Statistics Sweden). Those of 2014 are written by PxWeb
and stand in no specification. AXIS-VERSION 2010 has the same keywords without the later ones.
"""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto


class Kind(StrEnum):
    """What stands behind the equals sign."""

    TEXT = "text"
    TEXTS = "list of texts"
    NUMBER = "whole number"
    FLAG = "YES or NO"
    FLAG_OR_TEXT = "YES, NO or a text"
    WORD = "one of the words"
    MOMENT = "CCYYMMDD hh:mm"
    PERIODS = "TLIST of periods"
    DESCENT = "list of parent:child"
    PARTITION = "text, start, length"
    CELLS = "cells"


class Keys(StrEnum):
    """What stands in parentheses behind the keyword."""

    NONE = "nothing"
    VARIABLE = "a variable"
    TABLE_OR_VARIABLE = "nothing, or a variable"
    VALUE = "a variable and its value"
    PLACE = "nothing, a variable, or a variable and its value"
    CONTENT = "nothing, or a value of the contents variable"
    CELL = "a value or * of each variable"
    TABLE_OR_CELL = "nothing, or a code of each variable"


class Trait(Flag):
    """MANDATORY in every file; SPOKEN once for each language; REPEATED as often as there is something to say;
    LINES: a text may be broken over several.
    """

    NONE = 0
    MANDATORY = auto()
    SPOKEN = auto()
    REPEATED = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Keyword:
    """`since` is the year in which the format got it; `words` or `numbers` (first, last) are all that it may say.

    `length` is the most characters of a text by the specification: files are written by it, and read beyond it.
    """

    name: str
    kind: Kind
    since: int
    keys: Keys = Keys.NONE
    traits: Trait = Trait.NONE
    length: int | None = None
    words: tuple[str, ...] = ()
    numbers: tuple[int, int] = (0, 2**31)

    @property
    def mandatory(self) -> bool:
        return Trait.MANDATORY in self.traits

    @property
    def per_language(self) -> bool:
        return Trait.SPOKEN in self.traits

    @property
    def repeated(self) -> bool:
        return Trait.REPEATED in self.traits


_MUST, _SPOKEN, _AGAIN, _LINES = Trait.MANDATORY, Trait.SPOKEN, Trait.REPEATED, Trait.LINES

KEYWORDS: tuple[Keyword, ...] = (
    Keyword("CHARSET", Kind.TEXT, 2000, length=20),
    Keyword("AXIS-VERSION", Kind.TEXT, 1996, length=20),
    Keyword("CODEPAGE", Kind.TEXT, 2004, length=20),
    Keyword("LANGUAGE", Kind.TEXT, 2001, length=2),
    Keyword("LANGUAGES", Kind.TEXTS, 2005, traits=_LINES, length=2),
    Keyword("CREATION-DATE", Kind.MOMENT, 1996),
    Keyword("NEXT-UPDATE", Kind.MOMENT, 2006),
    Keyword("FIRST-PUBLISHED", Kind.MOMENT, 2013),
    Keyword("PX-SERVER", Kind.TEXT, 2006, traits=_LINES, length=256),
    Keyword("DIRECTORY-PATH", Kind.TEXT, 2006, traits=_LINES, length=256),
    Keyword("UPDATE-FREQUENCY", Kind.TEXT, 2006, traits=_LINES, length=256),
    Keyword("TABLEID", Kind.TEXT, 2006, traits=_LINES, length=256),
    Keyword("MAINTABLE", Kind.TEXT, 2014, traits=_LINES, length=256),
    Keyword("SYNONYMS", Kind.TEXT, 2007, traits=_LINES, length=256),
    Keyword("DEFAULT-GRAPH", Kind.NUMBER, 2006, numbers=(1, 10)),
    Keyword("DECIMALS", Kind.NUMBER, 1990, traits=_MUST, numbers=(0, 15)),
    Keyword("SHOWDECIMALS", Kind.NUMBER, 1999, numbers=(0, 6)),
    Keyword("ROUNDING", Kind.NUMBER, 2008, numbers=(0, 1)),
    Keyword("MATRIX", Kind.TEXT, 1990, traits=_MUST, length=20),
    Keyword("AGGREGALLOWED", Kind.FLAG, 2002),
    Keyword("AUTOPEN", Kind.FLAG, 2002),
    Keyword("SUBJECT-CODE", Kind.TEXT, 1990, traits=_MUST, length=20),
    Keyword("SUBJECT-AREA", Kind.TEXT, 1990, traits=_MUST | _SPOKEN, length=256),
    Keyword("CONFIDENTIAL", Kind.NUMBER, 2004, numbers=(0, 1)),
    Keyword("COPYRIGHT", Kind.FLAG, 1996),
    Keyword("DESCRIPTION", Kind.TEXT, 1990, traits=_SPOKEN | _LINES),
    Keyword("TITLE", Kind.TEXT, 1990, traits=_MUST | _SPOKEN | _LINES),
    Keyword("DESCRIPTIONDEFAULT", Kind.FLAG, 2002),
    Keyword("CONTENTS", Kind.TEXT, 1990, traits=_MUST | _SPOKEN, length=256),
    Keyword("UNITS", Kind.TEXT, 1990, Keys.CONTENT, _MUST | _SPOKEN, length=256),
    Keyword("STUB", Kind.TEXTS, 1990, traits=_MUST | _SPOKEN | _LINES, length=256),
    Keyword("HEADING", Kind.TEXTS, 1990, traits=_MUST | _SPOKEN | _LINES, length=256),
    Keyword("CONTVARIABLE", Kind.TEXT, 1999, traits=_SPOKEN | _LINES, length=256),
    Keyword("VARIABLECODE", Kind.TEXT, 2014, Keys.VARIABLE, _SPOKEN, length=256),
    Keyword("VALUES", Kind.TEXTS, 1990, Keys.VARIABLE, _MUST | _SPOKEN | _LINES, length=256),
    Keyword("TIMEVAL", Kind.PERIODS, 1996, Keys.VARIABLE, _SPOKEN | _LINES),
    Keyword("CODES", Kind.TEXTS, 1990, Keys.VARIABLE, _SPOKEN | _LINES, length=256),
    Keyword("DOUBLECOLUMN", Kind.FLAG, 2002, Keys.VARIABLE, _SPOKEN),
    Keyword("PRESTEXT", Kind.NUMBER, 1999, Keys.VARIABLE, _SPOKEN, numbers=(0, 3)),
    Keyword("DOMAIN", Kind.TEXT, 1990, Keys.VARIABLE, _SPOKEN | _LINES, length=256),
    Keyword("VARIABLE-TYPE", Kind.TEXT, 2006, Keys.VARIABLE, _SPOKEN | _LINES, length=256),
    Keyword("HIERARCHIES", Kind.DESCENT, 2006, Keys.VARIABLE, _SPOKEN | _LINES),
    Keyword("HIERARCHYLEVELS", Kind.NUMBER, 2006, Keys.VARIABLE, _SPOKEN),
    Keyword("HIERARCHYLEVELSOPEN", Kind.NUMBER, 2006, Keys.VARIABLE, _SPOKEN),
    Keyword("HIERARCHYNAMES", Kind.TEXTS, 2006, Keys.VARIABLE, _SPOKEN | _LINES),
    Keyword("MAP", Kind.TEXT, 2001, Keys.VARIABLE, _SPOKEN | _LINES, length=256),
    Keyword("PARTITIONED", Kind.PARTITION, 1990, Keys.VARIABLE, _SPOKEN | _AGAIN | _LINES),
    Keyword("ELIMINATION", Kind.FLAG_OR_TEXT, 1990, Keys.VARIABLE, _SPOKEN | _LINES, length=256),
    Keyword("PRECISION", Kind.NUMBER, 1990, Keys.VALUE, _SPOKEN, numbers=(0, 6)),
    Keyword("LAST-UPDATED", Kind.MOMENT, 1996, Keys.CONTENT, _SPOKEN),
    Keyword("STOCKFA", Kind.WORD, 1996, Keys.CONTENT, _SPOKEN, words=("S", "F", "A")),
    Keyword("CFPRICES", Kind.WORD, 1996, Keys.CONTENT, _SPOKEN, words=("C", "F")),
    Keyword("DAYADJ", Kind.FLAG, 1996, Keys.CONTENT, _SPOKEN),
    Keyword("SEASADJ", Kind.FLAG, 1996, Keys.CONTENT, _SPOKEN),
    Keyword("CONTACT", Kind.TEXT, 1990, Keys.CONTENT, _SPOKEN | _LINES),
    Keyword("REFPERIOD", Kind.TEXT, 1996, Keys.CONTENT, _SPOKEN | _LINES, length=256),
    Keyword("BASEPERIOD", Kind.TEXT, 1996, Keys.CONTENT, _SPOKEN | _LINES),
    Keyword("REFERENCE-ID", Kind.TEXT, 2014, Keys.CONTENT, _SPOKEN | _LINES),
    Keyword("DATABASE", Kind.TEXT, 1996, traits=_SPOKEN | _LINES),
    Keyword("SOURCE", Kind.TEXT, 1996, traits=_SPOKEN | _LINES, length=256),
    Keyword("SURVEY", Kind.TEXT, 2006, traits=_SPOKEN | _LINES, length=256),
    Keyword("LINK", Kind.TEXT, 2006, traits=_SPOKEN | _LINES, length=256),
    Keyword("INFOFILE", Kind.TEXT, 1996, traits=_SPOKEN | _LINES),
    Keyword("INFO", Kind.TEXT, 2006, traits=_SPOKEN | _LINES),
    Keyword("META-ID", Kind.TEXT, 2013, Keys.PLACE, _SPOKEN, length=256),
    Keyword("OFFICIAL-STATISTICS", Kind.FLAG, 2011),
    Keyword("NOTEX", Kind.TEXT, 1990, Keys.TABLE_OR_VARIABLE, _SPOKEN | _AGAIN | _LINES),
    Keyword("NOTE", Kind.TEXT, 1990, Keys.TABLE_OR_VARIABLE, _SPOKEN | _AGAIN | _LINES),
    Keyword("VALUENOTEX", Kind.TEXT, 1996, Keys.VALUE, _SPOKEN | _AGAIN | _LINES),
    Keyword("VALUENOTE", Kind.TEXT, 1990, Keys.VALUE, _SPOKEN | _AGAIN | _LINES),
    Keyword("CELLNOTEX", Kind.TEXT, 1999, Keys.CELL, _SPOKEN | _AGAIN | _LINES),
    Keyword("CELLNOTE", Kind.TEXT, 1999, Keys.CELL, _SPOKEN | _AGAIN | _LINES),
    Keyword("DATASYMBOL1", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOL2", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOL3", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOL4", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOL5", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOL6", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOLSUM", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATASYMBOLNIL", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATANOTECELL", Kind.TEXT, 2005, Keys.CELL, _SPOKEN, length=20),
    Keyword("DATANOTESUM", Kind.TEXT, 2005, traits=_SPOKEN, length=20),
    Keyword("DATANOTE", Kind.TEXT, 2013, Keys.PLACE, _SPOKEN | _LINES, length=20),
    Keyword("KEYS", Kind.WORD, 1999, Keys.VARIABLE, _SPOKEN, words=("VALUES", "CODES")),
    Keyword("ATTRIBUTE-ID", Kind.TEXTS, 2012, traits=_LINES, length=256),
    Keyword("ATTRIBUTE-TEXT", Kind.TEXTS, 2012, traits=_SPOKEN | _LINES),
    Keyword("ATTRIBUTES", Kind.TEXTS, 2012, Keys.TABLE_OR_CELL, _LINES),
    Keyword("DATA", Kind.CELLS, 1990, traits=_MUST | _LINES),
)

BY_NAME = {keyword.name: keyword for keyword in KEYWORDS}
