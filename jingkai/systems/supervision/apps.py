from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "jingkai.systems.supervision"
    label = "jk_supervision"
    verbose_name = "督查督办"

    def ready(self) -> None:
        from . import kinds, problems, trial  # noqa: F401  kinds and problems enter themselves

        trial.enter()
        from jingkai.kernel.rounds.basis import falls_as

        from .conduct.falling import fallen_listings

        falls_as("listing", fallen_listings)
