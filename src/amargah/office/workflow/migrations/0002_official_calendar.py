"""Friday and the official holidays of the solar year. Lunar feasts are entered each year when they are announced."""

from django.db import migrations

FRIDAY = 4
YEARLY = (
    (1, 1, "نوروز", "Nowruz"),
    (1, 2, "نوروز", "Nowruz"),
    (1, 3, "نوروز", "Nowruz"),
    (1, 4, "نوروز", "Nowruz"),
    (1, 12, "روز جمهوری اسلامی", "Islamic Republic Day"),
    (1, 13, "روز طبیعت", "Nature Day"),
    (3, 14, "رحلت امام خمینی", "Demise of Imam Khomeini"),
    (3, 15, "قیام ۱۵ خرداد", "Uprising of 15 Khordad"),
    (11, 22, "پیروزی انقلاب اسلامی", "Victory of the Islamic Revolution"),
    (12, 29, "روز ملی شدن صنعت نفت", "Nationalisation of the Oil Industry"),
)


def enter(apps, schema_editor):
    apps.get_model("workflow", "ClosedWeekday").objects.create(weekday=FRIDAY)
    holiday = apps.get_model("workflow", "YearlyHoliday")
    holiday.objects.bulk_create(
        holiday(month=month, day=day, name_fa=fa, name_en=en) for month, day, fa, en in YEARLY
    )


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=False)]
