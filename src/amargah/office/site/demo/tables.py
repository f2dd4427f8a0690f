"""The demo's tables: designs on real structures, and their figures as a liaison would type them."""

from collections.abc import Mapping
from dataclasses import dataclass

from amargah.office.collection.public import Design, table_of
from amargah.office.site.demo.codelists import (
    CENSUS_YEARS,
    COUNTIES,
    IRAN,
    PROVINCE,
    SEX,
    province,
    rows,
    years,
)
from amargah.statcore.cubes import codes_at, coordinate
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break, Metadata
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role
from amargah.statcore.tables import Table

NOT_AVAILABLE, NOT_APPLICABLE = "...", "×"
SECTORS = ("AGR", "MIN", "MAN", "UTL", "CON", "SRV")
PERCENT = Label("درصد", "percent")
PERSONS = Measure(Label("جمعیت", "Population"), Label("نفر", "persons"))
CENSUS = Label("مرکز آمار ایران، سرشماری عمومی نفوس و مسکن", "Statistical Centre of Iran, population census")
CONTACT = Label(
    "مرکز آمار ایران، واحد اطلاع‌رسانی آماری", "Statistical Centre of Iran, statistical information unit"
)
MANDATE = Label("قانون مرکز آمار ایران", "Act of the Statistical Centre of Iran")
BY_SEX = Rule(
    "sex_total",
    "SEX.T = SEX.M + SEX.F",
    Severity.ERROR,
    Missing.SKIP_IF_ANY,
    0.0,
    Label("جمع با مجموع مرد و زن برابر نیست", "the total is not the sum of male and female"),
)


@dataclass(frozen=True)
class DemoTable:
    """A design, whose it is, its figures by codes, and what is said at its release."""

    design: Design
    custodian: str
    prefix: str
    period: str
    figures: str
    summary: Label
    missing: Mapping[tuple[str, ...], str]

    def table(self) -> Table:
        return table_of(self.design, parse_period(self.period))

    def place(self, codes: tuple[str, ...]) -> tuple[int, int]:
        """(row, column) of the cell at `codes`, one a dimension in the structure's order without the page."""
        table = self.table()
        return table.place(coordinate(table.structure, codes))

    def typed(self) -> dict[tuple[int, int], str]:
        """Every cell as it is typed: the figure, or the sign that says why there is none."""
        table = self.table()
        ids = [dimension.id for dimension in table.structure.dimensions]
        known = {tuple(row[id] for id in ids): row["value"] for row in rows(self.figures)}
        cells = {}
        for row in range(table.shape[0]):
            for column in range(table.shape[1]):
                codes = codes_at(table.structure, table.index(row, column))
                cells[row, column] = known.get(codes, self.missing.get(codes, NOT_AVAILABLE))
        return cells


def _list(id: str, fa: str, en: str, *codes: Code) -> Codelist:
    return Codelist(id, Label(fa, en), codes)


POP_PROVINCE = DemoTable(
    Design(
        code="POP_PROVINCE",
        metadata=Metadata(
            title=Label("جمعیت استان‌ها بر حسب جنس در سرشماری‌ها", "Population of provinces by sex, censuses"),
            description=Label(
                "جمعیت ۳۱ استان کشور در سرشماری‌های ۱۳۶۵، ۱۳۸۵، ۱۳۹۰ و ۱۳۹۵.",
                "Population of the 31 provinces in the censuses of 1365, 1385, 1390 and 1395 (1986 to 2016).",
            ),
            source=CENSUS,
            topic="population",
            frequency=Label("هر سرشماری", "each census"),
            coverage=Label("همهٔ استان‌های کشور", "all provinces of Iran"),
            concepts=Label("جمعیت معمولاً ساکن", "usually resident population"),
            method=Label("سرشماری کامل", "complete enumeration"),
            revision_policy=Label("ارقام سرشماری بازنگری نمی‌شود", "census figures are not revised"),
            mandate=MANDATE,
            contact=CONTACT,
            notes=(
                Label(
                    "ارقام ۱۳۶۵ بر پایهٔ مرزهای کنونی استان‌ها بازسازی شده است.",
                    "Figures of 1365 are reconstituted on the present boundaries.",
                ),
                Label(
                    "استان البرز پس از ۱۳۸۵ از تهران جدا شد؛ تهران در ۱۳۸۵ با مرز آن زمان است.",
                    "Alborz was separated from Tehran after 1385; Tehran of 1385 has its boundary of then.",
                ),
            ),
            keywords=(Label("نفوس", "inhabitants"), Label("سرشماری", "census")),
        ),
        measure=PERSONS,
        stub=(PROVINCE,),
        header=(CENSUS_YEARS, SEX),
        rules=(BY_SEX,),
    ),
    custodian="SCI-POP",
    prefix="pop",
    period="1395",
    figures="population_of_provinces.csv",
    summary=Label(
        "جمعیت ایران در سرشماری ۱۳۹۵، ۷۹٬۹۲۶٬۲۷۰ نفر بود.",
        "Iran's population was 79,926,270 in the census of 1395 (2016).",
    ),
    missing={("30", "1385", sex): NOT_APPLICABLE for sex in "TMF"},
)

POP_COUNTY = DemoTable(
    Design(
        code="POP_COUNTY",
        metadata=Metadata(
            title=Label(
                "جمعیت شهرستان‌های تهران و لرستان بر حسب جنس",
                "Population of counties of Tehran and Lorestan by sex",
            ),
            description=Label(
                "جمعیت شهرستان‌ها در سرشماری ۱۳۹۵ بر حسب جنس و در سرشماری ۱۳۹۰.",
                "Population of counties in the census of 1395 by sex, and in that of 1390.",
            ),
            source=CENSUS,
            topic="population",
            frequency=Label("هر سرشماری", "each census"),
            coverage=Label("استان‌های تهران و لرستان", "provinces of Tehran and Lorestan"),
            mandate=MANDATE,
            contact=CONTACT,
            notes=(
                Label(
                    "مرز برخی شهرستان‌ها میان دو سرشماری تغییر کرده است؛ مقایسه با احتیاط.",
                    "Boundaries of some counties changed between the censuses; compare with care.",
                ),
            ),
            keywords=(Label("نفوس", "inhabitants"),),
        ),
        measure=PERSONS,
        stub=(COUNTIES,),
        header=(years(1390, 1395), SEX),
        rules=(BY_SEX,),
    ),
    custodian="SCI-POP",
    prefix="pop",
    period="1395",
    figures="population_of_counties.csv",
    summary=Label(
        "جمعیت شهرستان خرم‌آباد در سرشماری ۱۳۹۵، ۵۰۶٬۴۷۱ نفر بود.",
        "The county of Khorramabad had 506,471 inhabitants in the census of 1395 (2016).",
    ),
    missing={},
)

CPI_ANNUAL = DemoTable(
    Design(
        code="CPI_ANNUAL",
        metadata=Metadata(
            title=Label("شاخص قیمت مصرف‌کننده و تورم سالانه", "Consumer price index and annual inflation"),
            description=Label(
                "میانگین سالانهٔ شاخص قیمت کالاها و خدمات مصرفی خانوارها و تغییر آن نسبت به سال پیش.",
                "Annual average of the consumer price index of households and its change on the year.",
            ),
            source=Label(
                "مرکز آمار ایران، شاخص قیمت مصرف‌کننده", "Statistical Centre of Iran, consumer price index"
            ),
            topic="prices",
            frequency=Label("سالانه", "annual"),
            base_period="1400",
            mandate=MANDATE,
            contact=CONTACT,
            keywords=(Label("تورم", "inflation"), Label("گرانی", "cost of living")),
        ),
        measure=Measure(Label("شاخص قیمت", "Price index"), Label("شاخص و درصد", "index and percent"), 1),
        stub=(years(*range(1361, 1403)),),
        header=(
            Dimension(
                "AREA",
                Label("منطقه", "Area"),
                _list(
                    "CL_URBANISATION",
                    "شهری و روستایی",
                    "Urban and rural",
                    Code("U", Label("مناطق شهری", "Urban areas")),
                    Code("R", Label("مناطق روستایی", "Rural areas")),
                ),
            ),
            Dimension(
                "INDICATOR",
                Label("شاخص", "Indicator"),
                _list(
                    "CL_PRICE_INDICATOR",
                    "شاخص‌های قیمت",
                    "Price indicators",
                    Code("INDEX", Label("شاخص", "Index"), unit=Label("۱۰۰=۱۴۰۰", "1400=100"), decimals=4),
                    Code("RATE", Label("تورم سالانه", "Annual inflation"), unit=PERCENT, decimals=1),
                ),
                Role.METRIC,
            ),
        ),
    ),
    custodian="SCI-CPI",
    prefix="cpi",
    period="1402",
    figures="consumer_prices.csv",
    summary=Label(
        "تورم سالانهٔ خانوارهای شهری در ۱۴۰۲، ۴۰٫۷ درصد بود.",
        "Annual inflation of urban households was 40.7 percent in 1402.",
    ),
    missing={},
)

LFS_ANNUAL = DemoTable(
    Design(
        code="LFS_ANNUAL",
        metadata=Metadata(
            title=Label("شاخص‌های سالانهٔ نیروی کار", "Annual labour force indicators"),
            description=Label(
                "نرخ مشارکت، بیکاری و سهم بخش‌ها از اشتغال بر پایهٔ طرح آمارگیری نیروی کار.",
                "Participation, unemployment and shares of employment from the labour force survey.",
            ),
            source=Label(
                "مرکز آمار ایران، طرح آمارگیری نیروی کار", "Statistical Centre of Iran, labour force survey"
            ),
            topic="labour",
            frequency=Label("سالانه", "annual"),
            method=Label("آمارگیری نمونه‌ای فصلی از خانوارها", "quarterly household sample survey"),
            revision_policy=Label(
                "پس از بازنگری وزن‌ها ارقام سال‌های پیش اصلاح می‌شود", "earlier years change when weights are revised"
            ),
            mandate=MANDATE,
            contact=CONTACT,
            breaks=(
                Break(
                    "1398",
                    Label(
                        "تا ۱۳۹۷ جمعیت ۱۰ساله و بیشتر، از ۱۳۹۸ جمعیت ۱۵ساله و بیشتر",
                        "population aged 10 and over until 1397, 15 and over from 1398",
                    ),
                ),
            ),
            keywords=(Label("اشتغال", "employment"), Label("بیکاری", "unemployment")),
        ),
        measure=Measure(Label("نرخ", "Rate"), PERCENT, 1),
        stub=(years(*range(1384, 1403)),),
        header=(
            Dimension(
                "AREA",
                Label("ناحیه", "Area"),
                _list("CL_LFS_AREA", "ناحیه", "Area", IRAN, province("15"), province("23")),
                Role.GEO,
            ),
            Dimension(
                "INDICATOR",
                Label("شاخص", "Indicator"),
                _list(
                    "CL_LFS_INDICATOR",
                    "شاخص‌های نیروی کار",
                    "Labour force indicators",
                    Code("LFPR", Label("نرخ مشارکت اقتصادی", "Participation rate")),
                    Code("UR", Label("نرخ بیکاری", "Unemployment rate")),
                    Code("UR_15_24", Label("نرخ بیکاری ۱۵ تا ۲۴ساله‌ها", "Unemployment rate, 15 to 24")),
                    Code("UR_15_29", Label("نرخ بیکاری ۱۵ تا ۲۹ساله‌ها", "Unemployment rate, 15 to 29")),
                    Code("UNDER", Label("سهم اشتغال ناقص", "Underemployment share")),
                    Code("S_AGR", Label("سهم کشاورزی از اشتغال", "Share of agriculture")),
                    Code("S_IND", Label("سهم صنعت از اشتغال", "Share of industry")),
                    Code("S_SRV", Label("سهم خدمات از اشتغال", "Share of services")),
                ),
                Role.METRIC,
            ),
        ),
        rules=(
            Rule(
                "shares",
                "INDICATOR.S_AGR + INDICATOR.S_IND + INDICATOR.S_SRV = 100",
                Severity.ERROR,
                Missing.SKIP_IF_ANY,
                0.15,
                Label("سهم سه بخش روی هم ۱۰۰ نیست", "the shares of the three sectors do not add up to 100"),
            ),
        ),
    ),
    custodian="SCI-POP",
    prefix="pop",
    period="1402",
    figures="labour_force.csv",
    summary=Label("نرخ بیکاری کشور در ۱۴۰۰، ۹٫۲ درصد بود.", "The unemployment rate was 9.2 percent in 1400."),
    missing={},
)

GDP_PROVINCE = DemoTable(
    Design(
        code="GDP_PROVINCE",
        metadata=Metadata(
            title=Label("حساب‌های منطقه‌ای: محصول ناخالص داخلی استان‌ها", "Regional accounts: GDP of provinces"),
            description=Label(
                "محصول ناخالص داخلی به قیمت بازار و ارزش افزودهٔ بخش‌ها به قیمت جاری.",
                "Gross domestic product at market prices and value added of sectors, current prices.",
            ),
            source=Label("مرکز آمار ایران، حساب‌های منطقه‌ای", "Statistical Centre of Iran, regional accounts"),
            topic="accounts",
            frequency=Label("سالانه", "annual"),
            coverage=Label("کشور و استان‌هایی که رقم آن‌ها در دست است", "Iran and the provinces with known figures"),
            mandate=MANDATE,
            contact=CONTACT,
            notes=(Label("ارقام ۱۳۹۸ گرد شده است.", "Figures of 1398 are rounded."),),
        ),
        measure=Measure(
            Label("ارزش به قیمت جاری", "Value at current prices"), Label("میلیون ریال", "million rials")
        ),
        stub=(
            Dimension(
                "AREA",
                Label("ناحیه", "Area"),
                _list(
                    "CL_ACCOUNTS_AREA",
                    "ناحیه",
                    "Area",
                    IRAN,
                    *(province(c) for c in ("23", "10", "09", "18", "28")),
                ),
                Role.GEO,
            ),
            years(1388, 1391, 1392, 1393, 1398),
        ),
        header=(
            Dimension(
                "ITEM",
                Label("قلم", "Item"),
                _list(
                    "CL_ACCOUNTS_ITEM",
                    "اقلام حساب‌ها",
                    "Items of the accounts",
                    Code("GDP_OIL", Label("محصول ناخالص داخلی با نفت", "GDP with oil")),
                    Code("GDP_NO_OIL", Label("محصول ناخالص داخلی بدون نفت", "GDP without oil")),
                    Code("VA_AGR", Label("کشاورزی", "Agriculture")),
                    Code("VA_MIN", Label("معدن", "Mining")),
                    Code("VA_MAN", Label("صنعت", "Manufacturing")),
                    Code("VA_UTL", Label("آب، برق و گاز", "Water, electricity, gas")),
                    Code("VA_CON", Label("ساختمان", "Construction")),
                    Code("VA_SRV", Label("خدمات", "Services")),
                ),
            ),
        ),
        rules=(
            Rule(
                "value_added",
                " + ".join(f"ITEM.VA_{sector}" for sector in SECTORS) + " <= ITEM.GDP_OIL",
                Severity.ERROR,
                Missing.SKIP_IF_ANY,
                0.0,
                Label("ارزش افزودهٔ بخش‌ها از محصول ناخالص بیشتر است", "value added of the sectors exceeds GDP"),
            ),
        ),
    ),
    custodian="SCI-ACC",
    prefix="acc",
    period="1398",
    figures="regional_accounts.csv",
    summary=Label(
        "محصول ناخالص داخلی استان تهران در ۱۳۹۳، ۲٬۷۱۷ هزار میلیارد ریال بود.",
        "The GDP of the province of Tehran was 2,717 thousand billion rials in 1393.",
    ),
    missing={},
)

TABLES = (POP_PROVINCE, POP_COUNTY, CPI_ANNUAL, LFS_ANNUAL, GDP_PROVINCE)
