"""The chain's end is sealed as its lines are; neither table is emptied or moved back."""

from typing import ClassVar

from django.db import migrations, models

GUARD = """
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON kernel_auditline
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_is_not_emptied BEFORE DELETE OR TRUNCATE ON kernel_audithead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_head_goes_forward BEFORE UPDATE ON kernel_audithead
    FOR EACH ROW WHEN (NEW.number < OLD.number OR NEW.id <> OLD.id)
    EXECUTE FUNCTION audit_is_append_only();
"""
UNGUARD = """
DROP TRIGGER audit_head_goes_forward ON kernel_audithead;
DROP TRIGGER audit_head_is_not_emptied ON kernel_audithead;
DROP TRIGGER audit_is_not_emptied ON kernel_auditline;
"""


def seal_head(apps, _editor):
    from fangxian.kernel import crypto

    for head in apps.get_model("kernel", "AuditHead").objects.exclude(number=0):
        head.mark = crypto.head_seal(head.number, bytes(head.seal))
        head.save(update_fields=["mark"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0003_extensions")]
    operations: ClassVar = [
        migrations.AddField("audithead", "mark", models.BinaryField(default=b"", max_length=32)),
        migrations.RunPython(seal_head, migrations.RunPython.noop),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
