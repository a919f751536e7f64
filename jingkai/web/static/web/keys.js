// Keys and pickers. Everything here also works without it: the keys are links, the pickers a form with a button.
"use strict";

document.documentElement.classList.add("js");

const typing = (event) =>
  event.isComposing || event.ctrlKey || event.metaKey || event.altKey ||
  event.target.closest("input, select, textarea, [contenteditable]");

// `data-key` on a link is the key that follows it.
document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const link = [...document.querySelectorAll("a[data-key]")].find((one) => one.dataset.key === event.key);
  if (link) {
    event.preventDefault();
    link.click();
  }
});

// `data-focus-key` on a field is the key that goes there.
document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const field = [...document.querySelectorAll("[data-focus-key]")].find((one) => one.dataset.focusKey === event.key);
  if (field) {
    event.preventDefault();
    // On a phone it is folded away with the pages.
    if (menu && !field.checkVisibility()) menu.open = true;
    field.focus();
    field.select();
  }
});

// A pick is taken as soon as it is made; what is empty stays out of the address.
document.querySelectorAll("form.picks").forEach((form) => {
  form.addEventListener("change", (event) => {
    // Another zone has other units.
    if (event.target.name === "zone" && form.elements.unit) form.elements.unit.value = "";
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    form.querySelectorAll("select").forEach((one) => { one.disabled = !one.value; });
  });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form.picks select").forEach((one) => { one.disabled = false; });
});

document.querySelectorAll("[data-print]").forEach((one) => {
  one.addEventListener("click", () => window.print());
});

// On a phone the pages are folded away until asked for.
const menu = document.querySelector("details.menu");
if (menu && window.matchMedia("(max-width: 768px)").matches) menu.open = false;
