"""上级考核: an upper body assesses the zone: who answers for what, what it gave, and the half-year analysis."""
