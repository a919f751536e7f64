"""Targets and bundles (目标与组合): what was set, how it is broken down, and whether the parts make the whole."""
