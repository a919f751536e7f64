"""Who acts. Ids only: this is the lowest room, persons and posts are rows of the room above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The person who acts, the post held in doing so, and the person acted for by delegation; `token` is what a
    program acts by in the person's name.
    """

    person: int | None = None
    post: int | None = None
    for_person: int | None = None
    token: int | None = None


# The platform itself: timers, loading of the rules shipped with a release.
SYSTEM = Actor()
