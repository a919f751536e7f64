"""What △ means: up in one department's tables, down in another's. The note says it, or the marks beside it do."""

from dataclasses import replace

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.asking import Asker, Option
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.table import Table

_DOWN = ("下降", "减少", "负", "降低")


def settle_signs(table: Table, figures: list[Figure], asker: Asker) -> None:
    """Turns figures marked with △ negative where that is what the mark means; asks where nothing says it."""
    marked = [figure for figure in figures if figure.value.marker == "△"]
    if not marked:
        return
    grid = table.block.grid
    lines = [*table.block.lines, *table.block.notes]
    notes = "".join(fold(grid.words_at(*key) or "") for key in lines)
    if match := lexicon.words()["sign_note"].search(notes):
        down: bool | None = match["meaning"] in _DOWN
    else:
        columns = {figure.column.col for figure in marked}
        others = [f for f in figures if f.column.col in columns and f not in marked]
        if not others or any(f.value.marker in ("▼", "▽", "↓", "-") or (f.number or 0) < 0 for f in others):
            down = False
        else:
            down = _ask(marked, asker)
    for figure in marked:
        if down is None:
            figure.held.append("sign")
        elif down and figure.value.low is not None and figure.value.high is not None:
            figure.value = replace(figure.value, low=-figure.value.high, high=-figure.value.low)


def _ask(marked: list[Figure], asker: Asker) -> bool | None:
    answer = asker.ask(
        "sign", [figure.key for figure in marked], f"“{marked[0].cell.text.strip()}”中的△表示增长还是下降？",
        f"Does △ in “{marked[0].cell.text.strip()}” mean up or down?", why="△没有说明",
        options=[Option("down", "下降", "down"), Option("up", "增长", "up")],
        subject=fold(marked[0].column.header), remember=True,
    )  # fmt: skip
    return None if answer is None else answer == "down"
