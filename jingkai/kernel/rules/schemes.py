"""The scheme of assessment (考核方案) as a rule: what the scoring engine reads, checked place by place."""

from typing import TYPE_CHECKING, Any

from pydantic import RootModel, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from jingkai.engines.documents import Wrong

from . import kinds

if TYPE_CHECKING:
    from jingkai.engines.scoring import Plan

KIND = "scheme"


class SchemeBody(RootModel[dict[str, Any]]):
    """考核方案: the document itself. The engine that reads it is loaded with the first scheme, not with the platform:
    that takes half a second.
    """

    @model_validator(mode="before")
    @classmethod
    def _readable(cls, body: Any) -> Any:
        from jingkai.engines.scoring import faults

        if found := faults(body):
            wrong = [
                InitErrorDetails(
                    type="value_error", loc=one.place, input=body, ctx={"error": Wrong(one.zh, one.en)}
                )
                for one in found
            ]
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return body

    @property
    def plan(self) -> "Plan":
        """The scheme as it is computed; two of the same `identity` are computed alike."""
        from jingkai.engines.scoring import plan_of

        return plan_of(self.root)


kinds.register(KIND, SchemeBody, zh="考核方案", en="scheme of assessment")
