"""economy 经济运行: the zone's month: what was achieved against target and schedule, and what differs."""
