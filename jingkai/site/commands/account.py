"""`jingkai account ...`: who may sign in. For whoever keeps the database; each change is in the journal."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from jingkai.site.columns import table

from ._common import DONE, REFUSED, actor, complain, guarded, language, now, person, person_named, say, seal

if TYPE_CHECKING:
    from jingkai.kernel.parties.models import Account

NAME = "account"
HELP = "accounts to sign in with: add, list, lock, unlock, set a password, take second factors away"

_WORDS = {
    "add": "make an account for a person; the password is asked for, or read from standard input",
    "list": "the accounts, whose they are, and how they stand",
    "lock": "nobody signs in with the account any more; its sessions end at once",
    "unlock": "the account can be used again, and wrong passwords are forgotten",
    "password": "a new password, asked for, or read from standard input; sessions of the old one end",
    "reset-factors": "take app, keys and recovery codes away: the password alone opens the account then",
}
_HEAD = (
    ("账号", "人员", "状态", "二次验证", "最近登录"),
    ("Account", "Person", "State", "Second factors", "Signed in last"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One word for each thing that is done with accounts."""
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, text in _WORDS.items():
        sub = words.add_parser(name, help=text, description=text)
        if name != "list":
            sub.add_argument("name", help="the account's name")
            person(sub)
        if name == "add":
            sub.add_argument("--person", dest="whose", required=True, help="whose it is: name or person:ID")
        language(sub)


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what the word says.

    Raises Problem `parties.account-unknown`, `parties.account-name-taken`, `parties.account-name-unreadable`,
    `parties.password-weak`, `parties.person-unknown`.
    """
    done = {
        "add": _add,
        "list": _list,
        "lock": _lock,
        "unlock": _unlock,
        "password": _password,
        "reset-factors": _reset_factors,
    }[args.word](args)
    seal()
    return done


def _add(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.services import add_account

    whose = person_named(args.whose)
    password = _typed(args)
    if password is None:
        return REFUSED
    account = add_account(actor(args), args.name, whose, password, at=now())
    say(args, f"已建立账号 {account}，归 {whose.name}。", f"Account {account} is {whose.name}'s.")
    return DONE


def _list(args: argparse.Namespace) -> int:
    from allauth.mfa.models import Authenticator

    from jingkai.kernel.parties.models import Account, Login
    from jingkai.web.dates import moment

    english = args.lang == "en"
    names = dict(Login.objects.known_at().values_list("account", "person__name"))
    kinds: dict[int, set[str]] = {}
    for account, kind in Authenticator.objects.values_list("user", "type"):
        kinds.setdefault(account, set()).add(kind)
    words = {"totp": ("手机验证器", "app"), "webauthn": ("安全密钥", "key")}
    rows = [
        (
            one.username,
            names.get(one.pk, ""),
            ("usable" if english else "可登录") if one.is_active else ("locked" if english else "已锁定"),
            (", " if english else "、").join(
                words[kind][english] for kind in words if kind in kinds.get(one.pk, ())
            ),
            moment(one.last_login),
        )
        for one in Account.objects.order_by("pk")
    ]
    if rows:
        print("\n".join(table(_HEAD[english], rows)))
    say(args, f"{len(rows)} 个账号", f"{len(rows)} accounts")
    return DONE


def _lock(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.services import lock_account

    lock_account(actor(args), _account(args), at=now())
    say(args, f"账号 {args.name} 已锁定。", f"Account {args.name} is locked.")
    return DONE


def _unlock(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.services import unlock_account
    from jingkai.web.signin.waiting import forget_failures

    account = _account(args)
    unlock_account(actor(args), account, at=now())
    forget_failures(account)
    say(args, f"账号 {args.name} 可以登录。", f"Account {args.name} can be used.")
    return DONE


def _password(args: argparse.Namespace) -> int:
    from jingkai.kernel.parties.services import set_password

    account = _account(args)
    password = _typed(args)
    if password is None:
        return REFUSED
    set_password(actor(args), account, password, at=now())
    say(args, f"账号 {args.name} 的密码已改。", f"The password of account {args.name} is changed.")
    return DONE


def _reset_factors(args: argparse.Namespace) -> int:
    from jingkai.web.signin.factors import reset_factors

    removed = reset_factors(actor(args), _account(args), at=now())
    say(
        args,
        f"账号 {args.name} 的二次验证已清除（{removed} 项）。",
        f"Account {args.name} has no second factors any more ({removed} removed).",
    )
    return DONE


def _account(args: argparse.Namespace) -> Account:
    from jingkai.kernel.parties.models import Account
    from jingkai.kernel.parties.problems import ACCOUNT_UNKNOWN

    found = Account.objects.filter(username=args.name).first()
    if found is None:
        raise ACCOUNT_UNKNOWN(name=args.name)
    return found


def _typed(args: argparse.Namespace) -> str | None:
    """The password, never from the command line itself, where others on the machine would see it. None when the two
    that were typed differ.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    english = args.lang == "en"
    password = getpass("Password: " if english else "密码：")
    if getpass("Once more: " if english else "再输入一次：") != password:
        complain(args, "两次输入的不一样，没有改动。", "They differ: nothing was changed.")
        return None
    return password
