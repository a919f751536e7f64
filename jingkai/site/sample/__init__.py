"""The sample zone (样例区): invented, deterministic, marked as such in the source of every figure.

What it is made of is computed here without a database; `writing` puts it into one.
"""
