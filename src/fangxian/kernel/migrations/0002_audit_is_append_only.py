"""The audit table refuses to be edited or cut; who gets round this breaks the seal."""

from typing import ClassVar

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON kernel_auditline
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
"""
UNGUARD = """
DROP TRIGGER audit_is_append_only ON kernel_auditline;
DROP FUNCTION audit_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(GUARD, UNGUARD)]
