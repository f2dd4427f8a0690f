from django.db import migrations

REQUEST = {
    "code": "collection-request",
    "subject_fa": "درخواست آمار: {table_title}",
    "subject_en": "Request for statistics: {table_title}",
    "body_fa": (
        "با سلام و احترام\n\n"
        "برای تهیه آمار رسمی، به ارقام جدول «{table_title}» برای دوره {period} نیاز است. "
        "خواهشمند است دستور فرمایید {organisation} این ارقام را حداکثر تا {due} در سامانه آمارگاه وارد و تأیید کند.\n\n"
        "قالب اکسل جدول و راهنمای آن در کارتابل رابط آماری آن دستگاه در سامانه آماده است.\n\n"
        "پیشاپیش از همکاری شما سپاسگزاریم."
    ),
    "body_en": (
        "Dear colleagues,\n\n"
        "Official statistics need the figures of the table “{table_title}” for {period}. "
        "Please have {organisation} enter and approve them in Amargah by {due}.\n\n"
        "The Excel template of the table and its guidance are ready in the inbox of your statistical liaison.\n\n"
        "Thank you for your cooperation."
    ),
    "attachment_fa": "قالب جدول، در سامانه",
    "attachment_en": "Table template, on the platform",
}
REMINDER = {
    "code": "collection-reminder",
    "subject_fa": "یادآوری درخواست آمار: {table_title}",
    "subject_en": "Reminder of a request for statistics: {table_title}",
    "body_fa": (
        "با سلام و احترام\n\n"
        "پیرو درخواست پیشین، ارقام جدول «{table_title}» برای دوره {period} تا کنون از {organisation} نرسیده است. "
        "مهلت ارسال آن {due} تعیین شده است.\n\n"
        "خواهشمند است دستور فرمایید ارقام در سامانه آمارگاه وارد و تأیید شود. "
        "اگر مانعی هست، آن را در همان سامانه با کارشناس در میان بگذارید.\n\n"
        "از همکاری شما سپاسگزاریم."
    ),
    "body_en": (
        "Dear colleagues,\n\n"
        "Further to our earlier request, the figures of the table “{table_title}” for {period} have not yet come "
        "from {organisation}. They are due on {due}.\n\n"
        "Please have them entered and approved in Amargah. If something stands in the way, tell the expert there.\n\n"
        "Thank you for your cooperation."
    ),
}


def write(apps, schema_editor):
    template = apps.get_model("letters", "LetterTemplate")
    for words in (REQUEST, REMINDER):
        template.objects.create(**words)


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=False)]
