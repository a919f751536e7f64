"""docs/api.md says every address with its scope, and no other."""

import re
from pathlib import Path

from jingkai.web.api.bearer import Scope
from jingkai.web.api.site import api, operations
from tests.proof import proves

PAGE = Path(__file__).resolve().parents[2] / "docs/api.md"


@proves("W1.4.3")
def test_every_address_stands_on_the_page_with_its_scope() -> None:
    rows = re.findall(
        r"^\| `(GET|POST) (/\S+)` \| (?:`(\S+)`)? *\|", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    said = {(method, path): scope for method, path, scope in rows}
    there = {
        (method, one.path): scope.scope
        for one in operations()
        for method in one.methods
        for scope in one.auth_callbacks
        if isinstance(scope, Scope)
    }
    assert said == there
    assert len(rows) == len(there)


@proves("W1.4.3")
def test_the_document_says_what_each_refuses_without() -> None:
    """Each address asks for a token in the document, too."""
    for path, by in api().get_openapi_schema()["paths"].items():
        for method, said in by.items():
            assert said["security"], (method, path)
            assert said["summary"], (method, path)
