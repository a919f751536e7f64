"""考核: what a scheme gives each unit of the zone as things stand, and where every point comes from."""
