"""The tables of the room."""

from .answer import Answer, Explanation, How, Remark, Saving
from .catalogue import CatalogueTable, Reduction
from .field import Field, FieldKind, Span
from .form import Form, Line
from .request import Asked, Recipient, Request, Submission

__all__ = [
    "Answer",
    "Asked",
    "CatalogueTable",
    "Explanation",
    "Field",
    "FieldKind",
    "Form",
    "How",
    "Line",
    "Recipient",
    "Reduction",
    "Remark",
    "Request",
    "Saving",
    "Span",
    "Submission",
]
