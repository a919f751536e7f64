"""What the rule of a register says of applying: by which flow, with which papers, who is asked, what fails it."""

from __future__ import annotations

from pydantic import Field, model_validator

from jingkai.engines.documents import Part, Words, Wrong


class EventBody(Part):
    """直接否决事项: an event that fails an application at once, and the clause that says so."""

    title: Words
    clause: str = Field(min_length=1)


class ConsultationBody(Part):
    """征求意见: units are asked by `flow`. A move of it that `reaches` is a reply by which the stage is reached; by
    `objects` a unit names an event that fails the application; a move that `fails` finds it true, and stops the
    application. With `lapses` the platform lets it go, where the application came to an end before.
    """

    flow: str = Field(min_length=1)
    reaches: tuple[str, ...] = Field(min_length=1)
    objects: str = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)
    lapses: str = Field(min_length=1)


class ApplicationBody(Part):
    """申报: a unit applies itself, by the `flow`, whose moves reach stages, with these `papers`; by `again` it files
    what was returned. `fail` is the move by which one of the `events` stops it.
    """

    flow: str = Field(min_length=1)
    papers: tuple[Words, ...] = ()
    again: str = ""
    fail: str = Field(min_length=1)
    events: dict[str, EventBody] = Field(min_length=1)
    consultation: ConsultationBody | None = None

    @model_validator(mode="after")
    def _papers_once(self) -> ApplicationBody:
        names = [one.zh for one in self.papers]
        if twice := next((one for one in names if names.count(one) > 1), None):
            raise Wrong(f"材料“{twice}”出现两次", f"the paper {twice} stands there twice")
        return self
