"""Organisations and accounts of the demo. The organisations exist; the persons are invented."""

from collections.abc import Iterable
from dataclasses import dataclass

from amargah.office.people.public import (
    Acting,
    OrganisationRef,
    Role,
    create_mandate,
    create_organisation,
    create_person,
    organisation_by_code,
)
from amargah.office.site.accounts import DEMO_DOMAIN, DEMO_PASSWORD
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class Office:
    """code, Persian and English name, kind, code of the parent, province."""

    code: str
    fa: str
    en: str
    kind: str
    parent: str = ""
    province: str = ""


OFFICES = (
    Office("PBO", "سازمان برنامه و بودجه کشور", "Plan and Budget Organization", "pbo"),
    Office("SCI", "مرکز آمار ایران", "Statistical Centre of Iran", "sci", "PBO"),
    Office("MPO-15", "سازمان مدیریت و برنامه‌ریزی استان لرستان", "MPO of Lorestan", "mpo", "SCI", "15"),
    Office("MPO-23", "سازمان مدیریت و برنامه‌ریزی استان تهران", "MPO of Tehran", "mpo", "SCI", "23"),
    Office("SCI-POP", "دفتر جمعیت، نیروی کار و سرشماری", "Population, Labour and Census Office", "agency", "SCI"),
    Office("SCI-CPI", "دفتر شاخص قیمت‌ها", "Price Indices Office", "agency", "SCI"),
    Office("SCI-ACC", "دفتر حساب‌های اقتصادی", "Economic Accounts Office", "agency", "SCI"),
    Office("GOV-15", "استانداری لرستان", "Governor-General's Office of Lorestan", "agency", "MPO-15", "15"),
    Office("NOCR-15", "اداره‌کل ثبت احوال لرستان", "Civil Registration of Lorestan", "agency", "MPO-15", "15"),
    Office("AGRI-15", "سازمان جهاد کشاورزی لرستان", "Agriculture Jihad of Lorestan", "agency", "MPO-15", "15"),
    Office("EDU-15", "اداره‌کل آموزش و پرورش لرستان", "Education Office of Lorestan", "agency", "MPO-15", "15"),
    Office("NOCR-23", "اداره‌کل ثبت احوال استان تهران", "Civil Registration of Tehran", "agency", "MPO-23", "23"),
    Office("AGRI-23", "سازمان جهاد کشاورزی استان تهران", "Agriculture Jihad of Tehran", "agency", "MPO-23", "23"),
    Office("MUN-23", "شهرداری تهران", "Municipality of Tehran", "agency", "MPO-23", "23"),
)

NATIONAL = OFFICES[:2]
"""The Centre, and what it belongs to."""


@dataclass(frozen=True, slots=True)
class Account:
    """user name, Persian and English name, role, code of the organisation."""

    username: str
    fa: str
    en: str
    role: Role
    office: str


ACCOUNTS = (
    Account("karshenas", "مریم کاظمی", "Maryam Kazemi", Role.PROVINCIAL_EXPERT, "MPO-15"),
    Account("rabet", "آرش بیرانوند", "Arash Beiranvand", Role.LIAISON, "GOV-15"),
    Account("modir", "لیلا ساکی", "Leyla Saki", Role.AGENCY_MANAGER, "GOV-15"),
    Account("raees", "بهرام دریکوند", "Bahram Derikvand", Role.HEAD, "MPO-15"),
    Account("moaven", "نسرین گودرزی", "Nasrin Goudarzi", Role.DEPUTY, "MPO-15"),
    Account("enteshar", "پویا شریفی", "Pouya Sharifi", Role.RELEASE_OFFICER, "SCI"),
    Account("sci.karshenas", "شیرین احمدی", "Shirin Ahmadi", Role.SCI_EXPERT, "SCI"),
    Account("sci.raees", "کامران نیک‌نام", "Kamran Niknam", Role.HEAD, "SCI"),
    Account("bazres", "فرهاد مقدم", "Farhad Moghaddam", Role.AUDITOR, "PBO"),
    Account("rahbar", "سارا تهرانی", "Sara Tehrani", Role.ADMINISTRATOR, "PBO"),
    Account("pop.rabet", "حمید رستمی", "Hamid Rostami", Role.LIAISON, "SCI-POP"),
    Account("pop.modir", "زهرا کریمی", "Zahra Karimi", Role.AGENCY_MANAGER, "SCI-POP"),
    Account("cpi.rabet", "امید صالحی", "Omid Salehi", Role.LIAISON, "SCI-CPI"),
    Account("cpi.modir", "مینا فراهانی", "Mina Farahani", Role.AGENCY_MANAGER, "SCI-CPI"),
    Account("acc.rabet", "نوید جعفری", "Navid Jafari", Role.LIAISON, "SCI-ACC"),
    Account("acc.modir", "الهام رضایی", "Elham Rezaei", Role.AGENCY_MANAGER, "SCI-ACC"),
    Account("sabt.rabet", "یاسر پاپی", "Yaser Papi", Role.LIAISON, "NOCR-15"),
    Account("sabt.modir", "طاهره سپهوند", "Tahereh Sepahvand", Role.AGENCY_MANAGER, "NOCR-15"),
    Account("tehran.karshenas", "نیما اکبری", "Nima Akbari", Role.PROVINCIAL_EXPERT, "MPO-23"),
    Account("tehran.raees", "پروین ملکی", "Parvin Maleki", Role.HEAD, "MPO-23"),
    Account("tehran.rabet", "سینا وزیری", "Sina Vaziri", Role.LIAISON, "NOCR-23"),
    Account("tehran.modir", "گلناز امینی", "Golnaz Amini", Role.AGENCY_MANAGER, "NOCR-23"),
)


@dataclass(frozen=True)
class Staff:
    """Who can act in the demo, by user name, and where, by code."""

    acting: dict[str, Acting]
    offices: dict[str, OrganisationRef]


def create_staff() -> Staff:
    """The tree of organisations and a person with a mandate for each account."""
    offices = create_offices(OFFICES)
    return Staff({account.username: _appoint(account, offices) for account in ACCOUNTS}, offices)


def create_offices(wanted: Iterable[Office]) -> dict[str, OrganisationRef]:
    """The organisations by code; one that is there already is left as it is."""
    offices: dict[str, OrganisationRef] = {}
    for office in wanted:
        offices[office.code] = _found(office.code) or create_organisation(
            by=None,
            code=office.code,
            name=Label(office.fa, office.en),
            kind=office.kind,
            parent=offices[office.parent].id if office.parent else None,
            province=office.province,
        )
    return offices


def _found(code: str) -> OrganisationRef | None:
    try:
        return organisation_by_code(code)
    except NotFound:
        return None


def _appoint(account: Account, offices: dict[str, OrganisationRef]) -> Acting:
    person = create_person(
        by=None,
        username=account.username,
        email=f"{account.username}@{DEMO_DOMAIN}",
        name=Label(account.fa, account.en),
        password=DEMO_PASSWORD,
    )
    return create_mandate(by=None, person=person.id, role=account.role, organisation=offices[account.office].id)
