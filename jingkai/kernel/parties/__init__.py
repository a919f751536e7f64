"""主体: organisations, persons, posts, places, and who may do what."""
