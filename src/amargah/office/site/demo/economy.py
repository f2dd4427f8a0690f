"""Prices, labour and regional accounts."""

from amargah.office.collection.public import Design
from amargah.office.site.demo.codelists import IRAN, province, years
from amargah.office.site.demo.designed import CONTACT, MANDATE, DemoTable
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break, Metadata
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role

PERCENT = Label("درصد", "percent")
SECTORS = ("AGR", "MIN", "MAN", "UTL", "CON", "SRV")


def _list(id: str, fa: str, en: str, *codes: Code) -> Codelist:
    return Codelist(id, Label(fa, en), codes)


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
            Label("ارزش به قیمت جاری", "Value at current prices"),
            Label("میلیون ریال", "million rials"),
            additive=True,
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
