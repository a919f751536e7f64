"""A page as a person finds it: its words, and the links that carry a text."""

from html.parser import HTMLParser

from django.http import HttpResponseBase


class Found(HTMLParser):
    """`words` is the text of the page, `texts` its pieces, `links` pairs of text and address, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.texts: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self._open: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open.append([dict(attrs).get("href") or "", ""])

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            address, text = self._open.pop()
            self.links.append((text.strip(), address))

    def handle_data(self, data: str) -> None:
        self.words += data
        self.texts.add(data.strip())
        for one in self._open:
            one[1] += data

    def link(self, text: str) -> str:
        """The first address under exactly this text."""
        return next(address for words, address in self.links if words == text)


def read(response: HttpResponseBase) -> Found:
    return Found(response.content.decode("utf-8"))  # type: ignore[attr-defined]
