"""The acceptance stories of assessment."""
