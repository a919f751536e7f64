"""Forms on pages: what my unit is asked, filling in, what is asked of others and what it costs them."""
