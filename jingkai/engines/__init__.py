"""Pure computing: values in, values out. No Django, no database, no clock, no network."""
