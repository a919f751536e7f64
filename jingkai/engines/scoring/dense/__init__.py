"""A scored scheme as arrays: what if a figure were another, which improvement gains most, how firm a place is."""
