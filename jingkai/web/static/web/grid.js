// A block copied from Excel and pasted into a cell fills the cells from there on; the server reads every one of them
// again. Without a script the block goes into the field above. A paste is no key, so an IME that composes is not met.
"use strict";

const cellsOf = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at], row = rows[rows.length - 1], last = row.length - 1;
    if (quoted) {
      if (sign !== '"') row[last] += sign;
      else if (text[at + 1] === '"') { row[last] += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"' && row[last] === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[last] += sign;
  }
  if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
};

document.querySelectorAll("[data-grid]").forEach((grid) => {
  const at = (row, column) => grid.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const field = event.target.closest("[data-row]");
    if (!field || !/[\t\n]/.test(text)) return;
    const rows = cellsOf(text), top = Number(field.dataset.row), left = Number(field.dataset.column);
    const fits = rows.every((row, down) => row.every((one, along) => at(top + down, left + along)));
    if (!fits) {
      // More than there are cells: the whole block goes into the field above, and nothing of it is lost.
      const whole = document.querySelector("[data-pasted]");
      if (!whole) return;
      event.preventDefault();
      whole.value = text;
      whole.focus();
      return;
    }
    event.preventDefault();
    rows.forEach((row, down) => row.forEach((one, along) => {
      at(top + down, left + along).value = one.replace(/\s+/g, " ").trim();
    }));
  });
});
