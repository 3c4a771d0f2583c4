"""The head remembers that a mark was left outside the database; it does not forget it."""

from typing import ClassVar

from django.db import migrations, models

GUARD = """
CREATE TRIGGER audit_head_stays_marked BEFORE UPDATE ON kernel_audithead
    FOR EACH ROW WHEN (OLD.marked AND NOT NEW.marked)
    EXECUTE FUNCTION audit_is_append_only();
"""
UNGUARD = "DROP TRIGGER audit_head_stays_marked ON kernel_audithead;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0006_retention_run_goes_on")]
    operations: ClassVar = [
        migrations.AddField("audithead", "marked", models.BooleanField(default=False)),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
