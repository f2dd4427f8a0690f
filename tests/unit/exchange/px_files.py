"""Small PX files, in the manner of several offices, and ways to spoil them."""

SMALL = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="en";
LANGUAGES="en","sv";
DECIMALS=1;
SHOWDECIMALS=1;
MATRIX="T01";
SUBJECT-CODE="AA";
SUBJECT-AREA="Area";
SUBJECT-AREA[sv]="Yta";
TITLE="Persons by region and year";
TITLE[sv]="Personer";
CONTENTS="Persons";
CONTENTS[sv]="Personer";
UNITS="number";
UNITS[sv]="antal";
STUB="region";
STUB[sv]="region";
HEADING="year";
HEADING[sv]="år";
VALUES("region")="North","South";
VALUES[sv]("region")="Norr","Syd";
VALUES("year")="2019","2020","2021";
VALUES[sv]("år")="2019","2020","2021";
TIMEVAL("year")=TLIST(A1,"2019"-"2021");
CODES("region")="01","02";
PRECISION("region","South")=2;
NOTE="A note";
DATA=
1 2 3
".." 5.5 "-";
"""


def line_of(text: str) -> int:
    """Where a line that begins so stands in SMALL."""
    return next(number for number, line in enumerate(SMALL.splitlines(), 1) if line.startswith(text))


def spoiled(old: str, new: str) -> bytes:
    assert old in SMALL
    return SMALL.replace(old, new, 1).encode()


# As Statistics Sweden publishes: Windows letters, contents in a variable, short dashes and dots.
SWEDISH = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="windows-1252";
LANGUAGE="sv";
LANGUAGES="sv","en";
CREATION-DATE="20240311 08:00";
DECIMALS=2;
SHOWDECIMALS=0;
MATRIX="BE99";
COPYRIGHT=YES;
SUBJECT-CODE="BE";
SUBJECT-AREA="Befolkning";
SUBJECT-AREA[en]="Population";
TITLE="Folkmängd efter region, tabellinnehåll och år";
TITLE[en]="Population by region, observations and year";
CONTENTS="Folkmängd";
CONTENTS[en]="Population";
STUB="region";
STUB[en]="region";
HEADING="tabellinnehåll","år";
HEADING[en]="observations","year";
CONTVARIABLE="tabellinnehåll";
CONTVARIABLE[en]="observations";
VALUES("region")="Örebro","Malmö";
VALUES[en]("region")="Orebro","Malmo";
VALUES("tabellinnehåll")="Folkmängd","Andel";
VALUES[en]("observations")="Population","Share";
VALUES("år")="2022","2023";
VALUES[en]("year")="2022","2023";
TIMEVAL("år")=TLIST(A1),"2022","2023";
TIMEVAL[en]("year")=TLIST(A1),"2022","2023";
CODES("region")="1880","1280";
CODES[en]("region")="1880","1280";
CODES("tabellinnehåll")="BE1","BE2";
CODES[en]("observations")="BE1","BE2";
DOMAIN("region")="Kommun";
MAP("region")="Sweden_municipality";
ELIMINATION("region")=YES;
PRECISION("tabellinnehåll","Andel")=2;
PRECISION[en]("observations","Share")=2;
LAST-UPDATED("Folkmängd")="20240311 08:00";
UNITS("Folkmängd")="antal";
UNITS[en]("Population")="number";
UNITS("Andel")="procent";
UNITS[en]("Share")="per cent";
CONTACT("Folkmängd")="Anna Ö, SCB, 010-1##Bo, SCB";
SOURCE="SCB";
NOTEX="Avser den 31 december#varje år.";
NOTEX[en]="As of 31 December#each year.";
VALUENOTE("region","Örebro")="Utan Lekeberg";
VALUENOTE[en]("region","Orebro")="Without Lekeberg";
CELLNOTE("*","Andel","2023")="Osäker";
CELLNOTE[en]("*","Share","2023")="Uncertain";
DATANOTECELL("1280","BE1","2023")="p";
DATA=
155989 156987 1.46 1.47
".." 362133 3.39 "-"
;
"""

# As Statistics Finland: several main words, data by keys, quarters.
FINNISH = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="iso-8859-15";
LANGUAGE="fi";
TABLEID="statfin_ati";
DECIMALS=0;
MATRIX="001_ati";
SUBJECT-CODE="ATI";
SUBJECT-AREA="Ansiotasoindeksi";
DESCRIPTION="Ansiotasoindeksi muuttujina Sektori, "
"Sukupuoli ja Vuosineljännes";
CONTENTS="Ansiotasoindeksi";
UNITS="indeksipisteluku, 2015=100";
STUB="Sektori","Sukupuoli";
HEADING="Vuosineljännes";
VALUES("Sektori")="Yhteensä","Yksityinen","Kunnat";
VALUES("Sukupuoli")="Miehet","Naiset";
VALUES("Vuosineljännes")="2023Q4*","2024Q1*";
TIMEVAL("Vuosineljännes")=TLIST(Q1,"20234"-"20241");
CODES("Sektori")="SSS","1","3";
CODES("Sukupuoli")="1","2";
KEYS("Sektori")=CODES;
KEYS("Sukupuoli")=VALUES;
DATA=
"SSS","Miehet",100 101
"3","Naiset",".." 7
"1","Miehet",. 5;
"""

# As the Central Statistics Office of Ireland: no codes, no TIMEVAL, DOS letters.
IRISH = """DECIMALS=1;
MATRIX="CPM01";
SUBJECT-CODE="CP";
SUBJECT-AREA="Prices; \xfamonthly\xfa";
TITLE="Consumer Price Index";
CONTENTS="Index";
UNITS="Base=100";
STUB="Month";
HEADING="Commodity Group";
VALUES("Month")="2021 January","2021 February";
VALUES("Commodity Group")="All items","65+ \x82lan","Food, drink";
DATA=
1.5 2 3;4,5	6;
"""
