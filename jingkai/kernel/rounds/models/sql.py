"""What several guards of this room ask, as SQL that both databases understand."""

from jingkai.kernel.activities.models.activity import ABSENT, HELD, PRESENT

# States of a round that guards read; any flow of rounds has them.
RATING, CLOSED, GRADED = "rating", "closed", "graded"


def state_sql(round_id: str) -> str:
    """The state that the round stands in; empty where it has none."""
    return (
        "COALESCE((SELECT s.state FROM jk_flows_casestate s JOIN jk_rounds_round r ON r.case_id = s.case_id"
        f" WHERE r.id = {round_id}), '')"
    )


def round_of(entrant: str = "NEW.entrant_id") -> str:
    """The round of an entrant."""
    return f"(SELECT e.round_id FROM jk_rounds_entrant e WHERE e.id = {entrant})"


def unit_of(entrant: str = "NEW.entrant_id") -> str:
    """The unit of an entrant."""
    return f"(SELECT e.unit_id FROM jk_rounds_entrant e WHERE e.id = {entrant})"


def absent_sql(person: str, entrant: str = "NEW.entrant_id") -> str:
    """True where the person was not at the entrant's activity, or that was not held."""
    return (
        "NOT EXISTS (SELECT 1 FROM jk_rounds_entrant e"
        " JOIN jk_activities_activity a ON a.id = e.activity_id"
        f" JOIN jk_activities_participant p ON p.activity_id = a.id AND p.part = '{PRESENT}'"
        " JOIN jk_flows_move m ON m.case_id = a.case_id"
        f" JOIN jk_flows_flowmove f ON f.id = m.flow_move_id AND f.target = '{HELD}'"
        f" WHERE e.id = {entrant} AND p.person_id = {person} AND NOT EXISTS"
        " (SELECT 1 FROM jk_activities_participant q WHERE q.activity_id = p.activity_id"
        f" AND q.person_id = p.person_id AND q.part = '{ABSENT}' AND q.id > p.id))"
    )


def turn_sql(table: str, *same: str) -> str:
    """True where the turn of a row does not follow the last one of those with the same columns."""
    where = " AND ".join(f"t.{one} = NEW.{one}" for one in same)
    return (
        "NEW.turn < 1 OR (NEW.turn > 1 AND NOT EXISTS"
        f" (SELECT 1 FROM {table} t WHERE {where} AND t.turn = NEW.turn - 1))"
    )


def announced_sql(round_id: str) -> str:
    """True where the round's results are announced."""
    return f"EXISTS (SELECT 1 FROM jk_rounds_announcement n WHERE n.round_id = {round_id})"
