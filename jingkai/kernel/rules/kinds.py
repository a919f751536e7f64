"""The kinds of rule there are. Each is entered by the room or system that reads it.

kinds.register("light", LightBody, zh="亮灯规则", en="light rule")      # in the room's apps.ready
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from jingkai.engines.documents import Words

from .document import checked
from .problems import KIND_UNKNOWN

if TYPE_CHECKING:
    from jingkai.kernel.records.writer import Writer

    from .models import RuleSet

B = TypeVar("B", bound=BaseModel)
OnApproval = Callable[["RuleSet", Any, "Writer"], object]
Saying = Callable[[str], Words]


@dataclass(frozen=True)
class Kind:
    """A kind of rule: the model of its body, what approving one also writes, what a zone may not change, and how an
    expression under one of its keys is said in words.
    """

    name: str
    body: type[BaseModel]
    zh: str
    en: str
    on_approval: OnApproval | None = None
    fixed: tuple[str, ...] = ()
    says: Mapping[str, Saying] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {}


def register(
    name: str,
    body: type[BaseModel],
    *,
    zh: str,
    en: str,
    on_approval: OnApproval | None = None,
    fixed: tuple[str, ...] = (),
    says: Mapping[str, Saying] | None = None,
) -> Kind:
    """Enter a kind. `on_approval(rule_set, body, call)` writes into the same call as the approval; `fixed` are
    the parts of the body in which a zone's version must equal the release's; `says` puts what stands under a key
    (`when`) into words. Raises ValueError if another kind has the name.
    """
    kind = Kind(name, body, zh, en, on_approval, fixed, says or {})
    if name in _KINDS and _KINDS[name] != kind:
        raise ValueError(f"there is another kind of rule called {name}")
    _KINDS[name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises Problem `rules.kind-unknown`."""
    if name not in _KINDS:
        raise KIND_UNKNOWN(kind=name, known=", ".join(sorted(_KINDS)))
    return _KINDS[name]


def kinds() -> tuple[Kind, ...]:
    """Every kind, by name."""
    return tuple(_KINDS[name] for name in sorted(_KINDS))


def body_of(kind: str, body: Any) -> BaseModel:
    """A body as its kind reads it. Raises Problem `rules.kind-unknown`, `rules.invalid`."""
    return checked(kind_of(kind).body, body, "body")
