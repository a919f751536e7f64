"""Starting Django for a command that needs the database."""

import os


def django() -> None:
    """Loads settings and apps once. Before the first work on the database its guards are asked for
    (`kernel.records.startup`): if they are not as declared, that work is refused by a Problem.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingkai.site.settings")
    import django as framework

    framework.setup()
    from jingkai.kernel.records.startup import guard_first_use

    guard_first_use()
