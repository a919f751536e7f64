"""In place of Django's flush, which would empty every table."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jingkai.kernel.records.problems import FLUSH_REFUSED


class Command(BaseCommand):
    help = "Refused: records are append-only."

    def add_arguments(self, parser: Any) -> None:
        """Takes what Django's own flush takes, so that every caller gets the refusal and not a usage
        error.
        """
        parser.add_argument("--database")
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(str(FLUSH_REFUSED()))
