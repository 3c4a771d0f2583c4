"""Who reported and who checked, from the steps; what was refused owes its answer again."""

from django.db import migrations, models

LAST_OF = """
UPDATE tasks_instruction i SET {column} = s.account_id
FROM (SELECT DISTINCT ON (instruction_id) instruction_id, account_id
      FROM tasks_stageentry WHERE act = '{act}' ORDER BY instruction_id, id DESC) s
WHERE s.instruction_id = i.id AND i.stage = ANY (ARRAY[{stages}])
"""
REPORTED = LAST_OF.format(column="acted_by_id", act="act", stages="'acted','checked','closed'")
CHECKED = LAST_OF.format(column="checked_by_id", act="check", stages="'checked','closed'")
REFUSED = """
UPDATE tasks_instruction SET
  due_at = LEAST(accepted_due, acted_due, checked_due, closed_due),
  due_stage = CASE LEAST(accepted_due, acted_due, checked_due, closed_due)
    WHEN accepted_due THEN 'accepted' WHEN acted_due THEN 'acted'
    WHEN checked_due THEN 'checked' WHEN closed_due THEN 'closed' ELSE '' END
WHERE stage = 'refused'
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0006_a_choice_found_out")]

    operations = [
        migrations.AddField("instruction", "begins_on", models.DateField(null=True)),
        migrations.AddField("instruction", "acted_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("instruction", "checked_by_id", models.BigIntegerField(null=True)),
        migrations.AddField(
            "evidence", "companion", models.CharField(max_length=120, blank=True)
        ),
        migrations.RunSQL([REPORTED, CHECKED, REFUSED], migrations.RunSQL.noop),
    ]
