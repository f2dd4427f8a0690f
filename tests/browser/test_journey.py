"""The main job, from an agency to a citizen, as six people do it in the demo: in Persian, in a real browser."""

import json
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from amargah.persian.calendar import solar_date
from amargah.persian.digits import to_persian_digits

sys.path.insert(0, str(Path(__file__).parents[1] / "unit/exchange"))
from workbook_surgery import put_number

pytestmark = pytest.mark.browser

TITLE = "جمعیت شهرستان‌ها بر حسب جنس، سرشماری ۱۳۹۵"
CODE = "LRS_POP_COUNTY"
PASSWORD = "amargah-demo-1405"
TEHRAN = ZoneInfo("Asia/Tehran")
# Male and female of the eleven counties of Lorestan, census 1395, in the order of their codes.
CENSUS = (
    (70579, 66955), (163828, 162624), (255781, 250690), (74215, 69758), (89090, 85418), (84441, 82217),
    (38047, 36889), (37462, 36282), (38242, 37317), (21467, 20289), (19737, 19321),
)  # fmt: skip
PEOPLE = ("کاظمی", "بیرانوند", "ساکی", "دریکوند", "شریفی")


@pytest.fixture
def sign_in(new_page):
    """Opens a window of one more person, signed in with user name and password."""

    def signed_in(username):
        page = new_page()
        page.goto("/fa/account/sign-in/")
        page.fill("#id_login", username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/fa/desk/")
        return page

    return signed_in


@pytest.fixture
def look(assert_accessible, screenshot):
    """Axe finds nothing on the page, and its picture is kept."""

    def looked(page, name):
        assert_accessible(page)
        screenshot(page, name)

    return looked


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def open_from_inbox(page, title=TITLE):
    page.goto("/fa/desk/")
    page.get_by_role("link", name=title).click()


def day(moment):
    solar = solar_date(moment.date())
    return to_persian_digits(f"{solar.year}/{solar.month:02}/{solar.day:02}")


def design_the_table(page, look):
    page.goto("/fa/desk/collection/designs/new/")
    texts = {
        "title_fa": TITLE,
        "title_en": "Population of counties by sex, census 1395",
        "code": CODE,
        "measure_fa": "جمعیت",
        "measure_en": "Population",
        "unit_fa": "نفر",
        "unit_en": "persons",
        "description_fa": "جمعیت شهرستان‌های لرستان در سرشماری ۱۳۹۵",
        "description_en": "Population of the counties of Lorestan, census of 1395",
        "source_fa": "مرکز آمار ایران، سرشماری ۱۳۹۵",
        "source_en": "Statistical Centre of Iran, census of 1395",
    }
    for name, text in texts.items():
        page.fill(f"#id_{name}", text)
    page.select_option("#id_topic", "population")
    page.select_option("#id_custodian", label="استانداری لرستان")
    page.select_option("#id_stub_1", "CL_COUNTY_LORESTAN")
    page.select_option("#id_header_1", "CL_SEX")
    page.locator("button[value='total:header']").click()
    expect(page.locator("#id_rules-0-expression")).to_have_value(re.compile(r"SEX\.T = "))
    expect(page.locator("#preview table")).to_contain_text("خرم آباد")
    look(page, "design")
    page.locator("#design > .actions button").click()
    page.get_by_role("button", name="نهایی کردن").click()
    expect(page.locator("main")).to_contain_text("نهایی")
    look(page, "design-final")


def open_the_round(page, look):
    now = datetime.now(TEHRAN)
    page.goto("/fa/desk/collection/rounds/new/")
    page.fill("#id_title_fa", "گردآوری جمعیت شهرستان‌ها")
    page.fill("#id_title_en", "Collecting the population of counties")
    page.fill("#id_period", "۱۳۹۵")
    page.fill("#id_due_on", day(now + timedelta(days=20)))
    page.fill("#id_closes_on", day(now + timedelta(days=30)))
    page.get_by_label(TITLE).check()
    look(page, "round-new")
    page.locator("form.form button").last.click()
    press(page, "گشودن نوبت")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    look(page, "round")


def fill_the_template(page, tmp_path, look):
    """Downloads, fills, uploads; the third county's female figure is off by one."""
    page.goto("/fa/notices/")
    look(page, "notices")
    page.get_by_role("button", name="باز کردن").first.click()
    look(page, "entry-empty")
    with page.expect_download() as download:
        page.locator("a[href$='template.xlsx']").click()
    data = Path(download.value.path()).read_bytes()
    for row, (male, female) in enumerate(CENSUS):
        wrong = 1 if row == 2 else 0
        for letter, number in (("C", male + female), ("D", male), ("E", female + wrong)):
            data = put_number(data, f"{letter}{9 + row}", number)
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(data)
    page.set_input_files("#excel-file", filled)
    page.locator("form[enctype] button:not([name])").click()
    finding = page.locator(".finding")
    expect(finding).to_have_count(1)
    for address in ("C11", "D11", "E11"):
        expect(finding).to_contain_text(address)
    expect(page.locator("td[data-row='2'][data-finding='error']")).to_have_count(3)
    look(page, "entry-finding")


def correct_in_the_grid(page, look):
    cell = page.locator("td[data-row='2'][data-column='2'] input")
    cell.fill(to_persian_digits(str(CENSUS[2][1])))
    cell.press("Enter")
    expect(page.locator(".finding")).to_have_count(0)
    look(page, "entry-corrected")
    press(page, "ارسال برای مدیر دستگاه")
    expect(page.locator("main")).to_contain_text("در انتظار مدیر دستگاه")


def return_once(expert, liaison, look):
    open_from_inbox(expert)
    look(expert, "review")
    expert.get_by_role("link", name=to_persian_digits("255,781").replace(",", "٬")).click()
    expert.fill("#remark", "این رقم با گزارش استان یکی نیست؛ مأخذ آن چیست؟")
    expert.locator("form.form button").click()
    expert.fill("#reason-return", "لطفاً به توضیح خانهٔ خرم‌آباد پاسخ دهید")
    press(expert, "برگشت با توضیح")
    expect(expert.locator("main")).to_contain_text("برگشت‌خورده")

    open_from_inbox(liaison)
    look(liaison, "returned")
    liaison.locator(".remark input[name=text]").fill("جدول تفصیلی سرشماری ۱۳۹۵، شهرستان خرم‌آباد")
    liaison.locator(".remark button").click()
    press(liaison, "پاسخ و ارسال دوباره")
    expect(liaison.locator("main")).to_contain_text("در انتظار کارشناس")


def arm_the_release(page, look):
    """Arms it for the second that is returned."""
    page.goto("/fa/desk/releases/new/")
    page.get_by_label(re.compile(TITLE)).check()
    page.fill("#id_title_fa", "جمعیت شهرستان‌های لرستان")
    page.fill("#id_title_en", "Population of the counties of Lorestan")
    page.fill("#id_summary_fa", "جمعیت لرستان در سرشماری ۱۳۹۵، ۱٬۷۶۰٬۶۴۹ نفر بود.")
    page.fill("#id_summary_en", "Lorestan had 1,760,649 inhabitants in the census of 1395.")
    page.fill("#id_reason_fa", "نخستین انتشار")
    page.fill("#id_reason_en", "First release")
    instant = (datetime.now(TEHRAN) + timedelta(seconds=30)).replace(microsecond=0)
    page.fill("#id_visible_from", f"{day(instant)} {to_persian_digits(instant.strftime('%H:%M:%S'))}")
    look(page, "release-new")
    page.locator("form.form button").last.click()
    press(page, "زمان‌بندی انتشار")
    look(page, "release-armed")
    return instant


PUBLIC = (
    f"/fa/data/{CODE}/", f"/en/data/{CODE}/", f"/data/{CODE}.json", f"/data/{CODE}.csv", f"/data/{CODE}.xlsx",
    f"/data/{CODE}.parquet", f"/data/{CODE}/metadata.json",
)  # fmt: skip
LISTS = ("/fa/", "/fa/releases/", "/fa/topics/population/", "/fa/search/?q=لرستان", "/data", "/en/releases/")
NOWHERE = "LRS_NO_SUCH_TABLE"


def no_trace(request):
    """Before the instant every address answers as for a dataset that was never heard of."""
    for address in PUBLIC:
        sealed, absent = request.get(address), request.get(address.replace(CODE, NOWHERE))
        assert sealed.status == absent.status == 404, address
        assert sealed.text().replace(CODE, NOWHERE) == absent.text(), address
    for address in LISTS:
        answer = request.get(address)
        assert answer.ok, address
        assert CODE not in answer.text(), address


def everywhere(request):
    """From the instant on it is on the portal, in the data plane, in search and in the calendar."""
    for address in PUBLIC:
        assert request.get(address).status == 200, address
    for address in LISTS:
        text = request.get(address).text()
        assert CODE in text or "جمعیت شهرستان‌های لرستان" in text or "counties of Lorestan" in text, address


def find_and_read(page, look):
    page.goto("/fa/")
    look(page, "home")
    page.locator("main input[type=search]").fill("جمعيت شهرستان")
    page.locator("main input[type=search]").press("Enter")
    look(page, "search")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("main canvas, main svg[class*=chart], .chart-body svg").first).to_be_visible()
    expect(page.get_by_role("cell", name="۵۰۶٬۴۷۱").first).to_be_visible()
    look(page, "dataset")
    for ending in ("xlsx", "csv"):
        with page.expect_download() as download:
            page.locator(f"a[href*='/data/{CODE}.{ending}']").first.click()
        assert Path(download.value.path()).stat().st_size > 200
    answer = page.request.get(f"/data/{CODE}.json?SEX=T")
    figures = json.loads(answer.text())
    assert sum(figures["value"]) == sum(male + female for male, female in CENSUS)


def follow_a_cell(page, look):
    page.get_by_role("link", name="۲۵۵٬۷۸۱").first.click()
    main = page.locator("main")
    for words in ("استانداری لرستان", "سازمان مدیریت و برنامه‌ریزی استان لرستان", "تأیید نهایی", "تأیید کارشناس"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text("MPO-۱۵")
    for name in PEOPLE:
        expect(main).not_to_contain_text(name)
    look(page, "cell")


def test_a_table_goes_from_an_agency_to_a_citizen(sign_in, new_page, look, tmp_path):
    expert, liaison = sign_in("karshenas"), sign_in("rabet")
    look(expert, "inbox-empty")
    design_the_table(expert, look)
    open_the_round(expert, look)
    fill_the_template(liaison, tmp_path, look)
    correct_in_the_grid(liaison, look)
    manager = sign_in("modir")
    open_from_inbox(manager)
    press(manager, "تأیید مدیر دستگاه")
    return_once(expert, liaison, look)
    open_from_inbox(expert)
    press(expert, "تأیید کارشناس")
    head = sign_in("raees")
    look(head, "inbox")
    open_from_inbox(head)
    press(head, "تأیید نهایی")
    head.goto(f"/fa/desk/catalogue/{CODE}/")
    look(head, "catalogue")

    citizen, officer = new_page(), sign_in("enteshar")
    instant = arm_the_release(officer, look)
    no_trace(citizen.request)
    assert datetime.now(TEHRAN) < instant, "the check of what is sealed took longer than the seal"
    citizen.wait_for_timeout(max(0, (instant - datetime.now(TEHRAN)).total_seconds() * 1000))
    everywhere(citizen.request)
    find_and_read(citizen, look)
    follow_a_cell(citizen, look)
