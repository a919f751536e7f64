// Keys of the meeting screen: j and k go through the items, t opens the task line of the one that is looked at. Without
// this file the task lines are opened with the mouse or the tab key.
"use strict";

const items = () => [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent);
const current = () => items().indexOf(document.activeElement.closest?.("[data-item]") ?? document.querySelector(".item.here"));

const look = (item) => {
  document.querySelectorAll(".item.here").forEach((one) => one.classList.remove("here"));
  item.classList.add("here");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
};

const jot = (item) => {
  const line = item.querySelector("details.jot");
  if (!line) return;
  line.open = true;
  line.querySelector("[name=said]").focus();
};

document.addEventListener("keydown", (event) => {
  // While an input method composes a word, its keys are its own.
  if (event.isComposing) return;
  const field = event.target.closest("input, select, textarea");
  if (field) {
    if (event.key === "Escape") {
      const item = field.closest("[data-item]");
      field.blur();
      if (item) look(item);
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const all = items(), place = current();
  if (event.key === "j" || event.key === "k") {
    const next = all[Math.min(Math.max(place + (event.key === "j" ? 1 : place < 0 ? 1 : -1), 0), all.length - 1)];
    if (next) { event.preventDefault(); look(next); }
  } else if (event.key === "t" && all[Math.max(place, 0)]) {
    event.preventDefault();
    look(all[Math.max(place, 0)]);
    jot(all[Math.max(place, 0)]);
  }
});

// The Enter that ends a composed word does not send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.isComposing) event.preventDefault();
});

// After a task was kept one is back at the item it was said of.
const back = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (back && back.matches("[data-item]")) {
  back.closest("details.rest")?.setAttribute("open", "");
  look(back);
}
