"""活动: what happened, once, with its outputs."""
