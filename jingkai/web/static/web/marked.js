// A wide table that was opened for one cell of it shows that cell first.
for (const cell of document.querySelectorAll(".wide-table .here")) {
  const box = cell.closest(".wide-table");
  box.scrollLeft = cell.offsetLeft - (box.clientWidth - cell.offsetWidth) / 2;
}
