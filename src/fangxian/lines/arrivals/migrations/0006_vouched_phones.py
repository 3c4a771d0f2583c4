"""Who was entered by officials and lists alone signs in with the phone they wrote down. Where the
public filed something too, nobody knows whose the phone is: it waits to be vouched for."""

from typing import ClassVar

from django.db import migrations

VOUCHED = """
UPDATE people_person p
   SET proven_sealed = p.phone_sealed, proven_index = p.phone_index,
       as_of = CASE WHEN p.as_of ? 'phone'
                    THEN p.as_of || jsonb_build_object('proven', p.as_of -> 'phone')
                    ELSE p.as_of END
 WHERE p.phone_index IS NOT NULL
   AND (EXISTS (SELECT FROM arrivals_filing f WHERE f.person_id = p.id)
        OR EXISTS (SELECT FROM arrivals_pusheditem i WHERE i.person_id = p.id))
   AND NOT EXISTS (SELECT FROM arrivals_filing f
                    WHERE f.person_id = p.id AND f.way_in = 'public')
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("arrivals", "0005_joined"),
        ("people", "0003_proven_phone"),
    ]
    operations: ClassVar = [migrations.RunSQL(VOUCHED, migrations.RunSQL.noop)]
