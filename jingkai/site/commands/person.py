"""`jingkai person ...`: the people of a zone with the posts they hold. For whoever keeps the database."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, actor, day, guarded, language, now, person, person_named, say, seal, today
from .matters import unit_of, zone_of

if TYPE_CHECKING:
    from jingkai.kernel.parties.models import Organisation, Person, Post

NAME = "person"
HELP = "enter people with their posts and roles, and list them"

_HEAD = (("编号", "姓名", "单位", "职务", "角色"), ("Number", "Name", "Unit", "Post", "Roles"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """add and list."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    text = "enter a person with a post in a unit, and the role that goes with it"
    add = words.add_parser("add", help=text, description=text)
    add.add_argument(
        "name", metavar="NAME", help="the person's name; person:ID for a further post of somebody"
    )
    add.add_argument(
        "--unit", required=True, help="the unit in which the post is; the zone's name for the zone"
    )
    add.add_argument("--post", required=True, help="what the post is called")
    add.add_argument(
        "--role", default="", help="what the person may see and do: a role of the rules, by key or title"
    )
    add.add_argument("--since", type=day, metavar="DAY", help="from when the post is held; today if left out")
    person(add)
    text = "the people with their posts and roles"
    listing = words.add_parser("list", help=text, description=text)
    for one in (add, listing):
        one.add_argument("--zone", default="", help="the zone; not needed if there is only one")
        language(one)


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says.

    Raises Problem `parties.name-missing`, `parties.name-unknown`, `parties.name-ambiguous`, `parties.person-unknown`,
    `site.role-unknown`.
    """
    return {"add": _add, "list": _list}[args.word](args)


def _add(args: argparse.Namespace) -> int:
    from jingkai.engines.periods import day_of
    from jingkai.kernel.parties.models import Post, Scope
    from jingkai.kernel.parties.services import add_person, give_post, grant, joining

    at = now()
    since, zone = args.since or day_of(at), zone_of(args)
    unit = unit_of(args.unit, zone)
    role = _role(args.role, unit) if args.role else ""
    numbered = args.name.startswith("person:")
    there = person_named(args.name) if numbered else None
    held = Post.objects.valid_on(since).filter(body=unit, title=args.post).select_related("person")
    same = held.filter(person=there) if there else held.filter(person__name=args.name.strip())
    if (post := same.first()) is not None:
        say(args, f"{_of(post)}：已有，没有改动。", f"{_of(post)} is there: nothing was changed.")
        return DONE
    who = actor(args)
    with joining(None, who, act="parties.person", at=at, ref=f"organisation:{unit.pk}") as call:
        one = there or add_person(who, args.name, at=at, call=call)
        post = give_post(who, one, unit, args.post, since=since, at=at, call=call)
        if role:
            scope = Scope.SUBTREE if unit.pk == zone.pk else Scope.UNIT
            grant(who, one, role, scope=scope, unit=unit, post=post, since=since, at=at, call=call)
    seal()
    say(args, f"登记：{_of(post)}（person:{one.pk}）", f"entered: {_of(post)} (person:{one.pk})")
    if not role:
        say(
            args,
            "没有写 --role：这个职务还不能查看和办理受限的内容。",
            "no --role was given: the post does not yet let anybody see or do what is restricted.",
        )
    _say_namesakes(args, one)
    return DONE


def _of(post: Post) -> str:
    return f"{post.person.name}，{post.body.name}{post.title}"


def _say_namesakes(args: argparse.Namespace, one: Person) -> None:
    """Whoever shares a name is told apart by number from now on."""
    from jingkai.kernel.parties.models import Person

    others = Person.objects.known_at().filter(name=one.name).exclude(pk=one.pk).order_by("pk")
    if numbers := "、".join(f"person:{other.pk}" for other in others):
        say(
            args,
            f"另有同名人员 {numbers}：以后用 --as 时请写 person:编号。",
            f"{numbers} has the same name: from now on write person:ID with --as.",
        )


def _role(text: str, unit: Organisation) -> str:
    """The key of the role that is called so. Raises Problem `site.role-unknown`."""
    from jingkai.kernel.rules.roles import roles_for
    from jingkai.site.problems import ROLE_UNKNOWN

    roles = roles_for(unit, today()).roles
    for key, role in roles.items():
        if text in (key, role.title.zh, role.title.en):
            return key
    raise ROLE_UNKNOWN(
        role=text,
        known="、".join(f"{key}（{role.title.zh}）" for key, role in roles.items()),
        known_en=", ".join(f"{key} ({role.title.en})" for key, role in roles.items()),
    )


def _list(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.models import Grant, Organisation, Post

    on = today()
    units = Organisation.objects.filter(zone_of(args).subtree())
    posts = Post.objects.valid_on(on).filter(body__in=units).select_related("person", "body")
    roles: dict[int | None, list[str]] = {}
    for post, role in Grant.objects.valid_on(on).filter(post__in=posts).values_list("post", "role"):
        roles.setdefault(post, []).append(role)
    rows = [
        (
            f"person:{one.person_id}",
            one.person.name,
            one.body.name,
            one.title,
            "、".join(roles.get(one.pk, ())),
        )
        for one in posts.order_by("body", "pk")
    ]
    if rows:
        print("\n".join(table(_HEAD[args.lang == "en"], rows)))
    say(args, f"{len(rows)} 个职务", f"{len(rows)} posts")
    return DONE
