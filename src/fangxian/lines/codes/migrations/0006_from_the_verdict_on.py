"""A standing holds from the verdict on. Those of before that waited for the first day of their course
begin at once; those that have run out end when they did: nobody looks at them any more."""

from typing import ClassVar

from django.db import migrations

BEGIN = """
UPDATE codes_standing SET since = made_at
 WHERE origin = 'screening' AND ended_at IS NULL AND since > made_at
"""
END = """
UPDATE codes_standing SET ended_at = until, ended_how = 'lowered', ended_why = '期限已满'
 WHERE origin = 'screening' AND ended_at IS NULL AND until <= now()
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0005_decisions")]
    operations: ClassVar = [
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
        migrations.RunSQL(END, migrations.RunSQL.noop),
    ]
