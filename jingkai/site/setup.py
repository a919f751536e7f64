"""Starting Django for a command that needs the database."""

import gc
import os

# New objects between two looks for unreachable cycles. A month holds fifty thousand figures that stay until it is
# printed; at Python's 700 they were walked again and again, a fifth of the time.
_OBJECTS_BETWEEN_LOOKS = 50_000


def django() -> None:
    """Loads settings and apps once. Before the first work on the database its guards are asked for
    (`kernel.records.startup`): if they are not as declared, that work is refused by a Problem.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingkai.site.settings")
    import django as framework

    framework.setup()
    # What is loaded by now stays: it need not be walked either.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    from jingkai.kernel.records.startup import guard_first_use

    guard_first_use()
