"""What happened in a zone on pages: meetings, supervisions, visits in a list, and one of them with what came of it."""
