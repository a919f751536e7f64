"""Filters of the sign-in pages."""

from __future__ import annotations

import json

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """As JSON, for a data attribute that a script reads: no script stands in the page itself."""
    return json.dumps(value, default=dict)


@register.filter
def plain(field: BoundField) -> SafeString:
    """The field without allauth's placeholder: its label says the same, and does not go when one types."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget()
