"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db import connection

from jingkai.kernel.records.doctor import Finding, examination

_DEEP = """
    SELECT p.id FROM jk_parties_plate p JOIN jk_parties_plate q ON q.organisation_id = p.body_id
    WHERE NOT EXISTS (SELECT 1 FROM jk_parties_ending e
                      WHERE e.relation = 'plate' AND e.target IN (p.id, q.id))
"""


@examination
def plates() -> Iterator[Finding]:
    """No plate hangs on a plate. On PostgreSQL two that are entered at one instant don't see each other."""
    with connection.cursor() as cursor:
        cursor.execute(_DEEP)
        for (key,) in cursor.fetchall():
            zh, en = f"牌子 {key} 挂在另一块牌子上", f"plate {key} hangs on another plate"
            yield Finding("parties.plate-of-plate", "fault", "jk_parties_plate", zh, en)
