from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from amargah.office.audit.chain import Link, seal

SQLITE = [
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
    """CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
    # REPLACE deletes without firing the trigger above.
    """CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
    WHEN EXISTS (SELECT 1 FROM audit_event WHERE sequence = NEW.sequence OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END""",
    """CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.sequence <> OLD.sequence + 1
    BEGIN SELECT RAISE(ABORT, 'audit_head moves one row forward'); END""",
    """CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head stays'); END""",
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE OR REPLACE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.sequence <> OLD.sequence + 1 THEN
            RAISE EXCEPTION 'audit_head moves one row forward' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_event_no_delete BEFORE DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_head_forward()""",
    """CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]


def guard(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def begin(apps, schema_editor):
    start = Link()
    apps.get_model("audit", "Head").objects.create(
        id=1, sequence=start.sequence, hash=start.hash, seal=seal(start, settings.AUDIT_KEY.encode())
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EventRow",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=100)),
                ("person", models.BigIntegerField(null=True)),
                ("organisation", models.BigIntegerField(null=True)),
                ("role", models.CharField(max_length=40)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("changes", models.TextField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "audit_event",
                "ordering": ["sequence"],
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id", "sequence"], name="audit_event_subject")
                ],
                "constraints": [
                    models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_event_sequence_from_one"),
                    models.CheckConstraint(condition=~Q(verb=""), name="audit_event_has_verb"),
                    models.UniqueConstraint(fields=["hash"], name="audit_event_hash_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "audit_head",
                "constraints": [models.CheckConstraint(condition=Q(id=1), name="audit_head_single")],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.AlterModelOptions(name="eventrow", options={"managed": False, "ordering": ["sequence"]}),
        migrations.AlterModelOptions(name="head", options={"managed": False}),
    ]
