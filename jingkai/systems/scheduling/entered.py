"""How a scheduling meeting stands among the activities: its kind, its flow, what it is about, who chairs."""

KIND, FLOW, CHAIR = "scheduling", "flow.meeting", "chair"
# What a meeting is about: `period:2024-03`.
ABOUT = "period:"
# The move that holds it, whose term is its day; the states in which nothing has come of it.
HOLD = "hold"
PLANNED, CANCELLED = "planned", "cancelled"
# Those of one that took place.
HELD = ("held", "recorded", "reviewed")
