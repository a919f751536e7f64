"""`jingkai token ...`: by what programs act in a person's name. Each is made, and revoked, with an entry."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, actor, day, guarded, language, listed, now, person, say, seal

if TYPE_CHECKING:
    from jingkai.kernel.parties.models import Login

NAME = "token"
HELP = "tokens by which programs act in a person's name: make, list, revoke"

_WORDS = {
    "make": "make a token for an account; it is printed once and kept nowhere",
    "list": "the tokens that hold, what they open and until when",
    "revoke": "the token opens nothing any more, at once",
}
_HEAD = (
    ("编号", "名称", "账号", "人员", "范围", "限于", "止"),
    ("ID", "Name", "Account", "Person", "Opens", "Within", "Until"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with tokens."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, text in _WORDS.items():
        sub = words.add_parser(name, help=text, description=text)
        if name == "make":
            sub.add_argument("account", help="the account's name")
            sub.add_argument("--name", required=True, help="what the token is for")
            sub.add_argument(
                "--scope",
                action="append",
                default=[],
                required=True,
                metavar="KIND:HOW",
                help="what it opens: facts:read, items:write; once for each",
            )
            sub.add_argument("--until", type=day, metavar="DAY", help="its last day (2024-06-30)")
            sub.add_argument("--unit", default="", help="only in this unit and below")
            sub.add_argument("--zone", default="", help="the zone; not needed if there is only one")
        if name == "list":
            sub.add_argument("--account", default="", help="only those of this account")
        if name == "revoke":
            sub.add_argument("number", type=int, help="its ID as list shows it")
            sub.add_argument("--reason", required=True, help="why")
        person(sub)
        language(sub)


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says.

    Raises Problem `parties.account-unknown`, `parties.token-unknown`, `parties.token-endless`,
    `parties.token-scope-unknown`, `parties.person-unknown`, and those of finding a unit.
    """
    done = {"make": _make, "list": _list, "revoke": _revoke}[args.word](args)
    seal()
    return done


def _make(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.tokens import make_token

    from .matters import unit_of, zone_of

    unit = unit_of(args.unit, zone_of(args)) if args.unit else None
    made, text = make_token(
        actor(args), _login(args.account), args.name, args.scope, until=args.until, unit=unit, at=now()
    )
    say(
        args,
        f"令牌 {made.pk}，有效至 {made.until}。只显示这一次，请妥善保存：",
        f"Token {made.pk}, until {made.until}. It is shown this once, keep it safe:",
    )
    print(text)
    return DONE


def _list(args: argparse.Namespace) -> int:
    from jingkai.engines.periods import day_of
    from jingkai.kernel.parties.models import Token

    found = Token.objects.valid_on(day_of(now())).select_related("login__account", "login__person", "unit")
    if args.account:
        found = found.filter(login=_login(args.account))
    rows = [
        (
            str(one.pk),
            one.name,
            one.login.account.username,
            one.login.person.name,
            listed(args, one.scopes.split()),
            one.unit.name if one.unit is not None else "",
            str(one.until),
        )
        for one in found.order_by("pk")
    ]
    if rows:
        print("\n".join(table(_HEAD[args.lang == "en"], rows)))
    say(args, f"{len(rows)} 个令牌", f"{len(rows)} tokens")
    return DONE


def _revoke(args: argparse.Namespace) -> int:
    from jingkai.kernel.rules.tokens import revoke_token

    revoked = revoke_token(actor(args), args.number, login=None, reason=args.reason, at=now())
    say(args, f"令牌 {revoked.pk}（{revoked}）已撤销。", f"Token {revoked.pk} ({revoked}) is revoked.")
    return DONE


def _login(name: str) -> Login:
    """The account's login. Raises Problem `parties.account-unknown`, also for one behind which nobody stands."""
    from jingkai.kernel.parties.models import Login
    from jingkai.kernel.parties.problems import ACCOUNT_UNKNOWN

    found = (
        Login.objects.known_at().filter(account__username=name).select_related("account", "person").first()
    )
    if found is None:
        raise ACCOUNT_UNKNOWN(name=name)
    return found
