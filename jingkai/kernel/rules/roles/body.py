"""What a rule set of roles says: the matrix of practice-S 4.4 as a document."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong

from .. import kinds

KEY = "roles"


class Reach(StrEnum):
    """How far an opening goes from the scope of the grant."""

    OWN = "own"  # the scope itself
    OTHERS = "others"  # the rest of the zone
    ZONE = "zone"  # the whole zone


class Opening(Part):
    """One cell of the matrix: what a role may do with one kind of object.

    `narrow` names a further condition; a table that doesn't know how to keep it shows nothing. `logged`: each
    reading is journalled.
    """

    of: str
    reach: Reach = Reach.OWN
    level: Literal["aggregate", "content", "act"]
    may: tuple[str, ...] = ()
    narrow: str = ""
    logged: bool = False


class Role(Part):
    """角色: its traits (`leader`, `enforcement`, `technical`, `outsider`) are what hard rules speak of."""

    title: Words
    traits: frozenset[str] = frozenset()
    opens: tuple[Opening, ...] = ()


class HardRule(Part):
    """A rule that no grant opens: roles with the trait `who` never get `level` or `may` on these kinds.

    One without `who` is kept elsewhere; `kept_by` says where.
    """

    key: str
    says: Words
    kept_by: str
    who: str = ""
    of: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    least: Literal["aggregate", "content", "act"] = "aggregate"

    def broken_by(self, role: Role) -> Iterator[Opening]:
        """The openings of the role that this rule forbids."""
        if not self.who or self.who not in role.traits:
            return
        for one in role.opens:
            if one.of not in self.of:
                continue
            if (self.may and set(self.may) & set(one.may)) or (not self.may and _at_least(one, self.least)):
                yield one


class RolesBody(Part):
    """The kinds of object, the acts, the further conditions, the roles, and the rules that bind them all."""

    smallest_cell: int = Field(ge=2)
    kinds: dict[str, Words]
    acts: dict[str, Words]
    narrowings: dict[str, Words]
    traits: dict[str, Words]
    hard_rules: tuple[HardRule, ...]
    roles: dict[str, Role]

    @model_validator(mode="after")
    def _words_are_declared(self) -> "RolesBody":
        for name, role in self.roles.items():
            _declared(role.traits, self.traits, f"trait of {name}")
            for one in role.opens:
                _declared({one.of}, self.kinds, f"kind of object of {name}")
                _declared(one.may, self.acts, f"act of {name}")
                _declared({one.narrow} - {""}, self.narrowings, f"condition of {name}")
        for rule in self.hard_rules:
            _declared({rule.who} - {""}, self.traits, f"trait of {rule.key}")
            _declared(rule.of, self.kinds, f"kind of object of {rule.key}")
            _declared(rule.may, self.acts, f"act of {rule.key}")
        return self

    @model_validator(mode="after")
    def _hard_rules_hold(self) -> "RolesBody":
        for name, role in self.roles.items():
            for rule in self.hard_rules:
                for one in rule.broken_by(role):
                    raise Wrong(
                        f"角色 {name} 不能有 {one.of}：{rule.says.zh}",
                        f"{name} may not have {one.of}: {rule.says.en}",
                    )
        return self


_ORDER = ("aggregate", "content", "act")


def _at_least(opening: Opening, least: str) -> bool:
    return _ORDER.index(opening.level) >= _ORDER.index(least)


def _declared(used: Iterable[str], known: dict[str, Words], what: str) -> None:
    unknown = sorted(set(used) - known.keys())
    if unknown:
        raise Wrong(
            f"引用了上面没有声明的名称：{'、'.join(unknown)}",
            f"{what}: {', '.join(unknown)} is not declared above",
        )


kinds.register(
    "roles",
    RolesBody,
    zh="角色与权限",
    en="roles",
    fixed=("hard_rules", "smallest_cell"),
)
