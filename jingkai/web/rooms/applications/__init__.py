"""Applications on pages: a unit applies, others check it, units are asked and reply on a phone."""
