"""Population in the censuses, by place, sex and age."""

from amargah.office.collection.public import Design
from amargah.office.site.demo.codelists import AGE, CENSUS_YEARS, COUNTIES, PROVINCE, SEX, years
from amargah.office.site.demo.designed import CONTACT, MANDATE, NOT_APPLICABLE, DemoTable
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Measure

PERSONS = Measure(Label("جمعیت", "Population"), Label("نفر", "persons"), additive=True)
CENSUS = Label("مرکز آمار ایران، سرشماری عمومی نفوس و مسکن", "Statistical Centre of Iran, population census")
BY_SEX = Rule(
    "sex_total",
    "SEX.T = SEX.M + SEX.F",
    Severity.ERROR,
    Missing.SKIP_IF_ANY,
    0.0,
    Label("جمع با مجموع مرد و زن برابر نیست", "the total is not the sum of male and female"),
)
BY_AGE = Rule(
    "age_total",
    "AGE._T = " + " + ".join(f"AGE.{code.id}" for code in AGE.codelist if code.id != "_T"),
    Severity.ERROR,
    Missing.SKIP_IF_ANY,
    0.0,
    Label("همهٔ سنین با مجموع گروه‌های سنی برابر نیست", "all ages are not the sum of the age groups"),
)

POP_AGE = DemoTable(
    Design(
        code="POP_AGE",
        metadata=Metadata(
            title=Label(
                "جمعیت استان‌ها بر حسب گروه سنی و جنس، سرشماری ۱۳۹۵",
                "Population of provinces by age group and sex, census of 1395",
            ),
            description=Label(
                "جمعیت ۳۱ استان کشور در سرشماری ۱۳۹۵ در گروه‌های سنی پنج‌ساله، بر حسب جنس.",
                "Population of the 31 provinces in the census of 1395 (2016) in five-year age groups, by sex.",
            ),
            source=CENSUS,
            topic="population",
            frequency=Label("هر سرشماری", "each census"),
            coverage=Label("همهٔ استان‌های کشور", "all provinces of Iran"),
            concepts=Label("جمعیت معمولاً ساکن؛ سن به سال کامل", "usually resident population; age in full years"),
            method=Label("سرشماری کامل", "complete enumeration"),
            revision_policy=Label("ارقام سرشماری بازنگری نمی‌شود", "census figures are not revised"),
            mandate=MANDATE,
            contact=CONTACT,
            notes=(
                Label(
                    "«مرد و زن» و «همهٔ سنین» مجموع ارقام جدول‌های تفصیلی است.",
                    "Totals of sex and age are the sums of the figures in the detailed tables.",
                ),
            ),
            keywords=(Label("سالمندان", "the aged"), Label("کودکان", "children"), Label("سن", "age")),
        ),
        measure=PERSONS,
        stub=(PROVINCE, AGE),
        header=(SEX,),
        rules=(BY_SEX, BY_AGE),
    ),
    custodian="SCI-POP",
    prefix="pop",
    period="1395",
    figures="population_by_age.csv",
    summary=Label(
        "در سرشماری ۱۳۹۵، ۴٬۸۷۱٬۵۱۸ نفر ۶۵ساله و بیشتر داشتیم.",
        "There were 4,871,518 people of 65 and over in the census of 1395 (2016).",
    ),
    missing={},
)

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
