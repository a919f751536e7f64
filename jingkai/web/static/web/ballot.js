// Ballots on a phone. What is chosen stays on it until it is saved; a place that is given to another is taken from the
// first; without network nothing is sent and nothing lost. Without this file the form works as forms do.
"use strict";

const form = document.querySelector("form[data-ballot]");
const key = form && `jingkai-ballot-${form.dataset.ballot}`;
const offline = document.querySelector("[data-offline]");
const restored = document.querySelector("[data-restored]");
const chosen = document.querySelector("[data-chosen]");

const fields = () => [...form.elements].filter((one) => one.name && one.name.startsWith("vote-"));
const values = () => Object.fromEntries(
  fields().filter((one) => one.value && (one.type !== "radio" || one.checked)).map((one) => [one.name, one.value]));

// A phone that keeps nothing (private windows) still sends.
const keep = (what) => { try { localStorage.setItem(key, JSON.stringify(what)); } catch { /* not kept */ } };
const kept = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const forget = () => { try { localStorage.removeItem(key); } catch { /* not kept */ } };

const tell = () => {
  if (!chosen) return;
  const count = Object.keys(values()).length;
  chosen.textContent = count ? `${chosen.dataset.label} ${count}` : "";
};

const put = (name, value) => {
  fields().filter((one) => one.name === name && !one.disabled).forEach((one) => {
    if (one.type === "radio") one.checked = one.value === value;
    else one.value = value;
  });
};

const wrong = (one) => {
  const number = Number(one.value.replace("。", "."));
  return one.value !== "" && !(number >= Number(one.dataset.least) && number <= Number(one.dataset.most));
};

if (form && document.querySelector(".cast")) {
  // What was chosen before a ballot was saved elsewhere is no draft of what is asked now.
  const draft = kept();
  if (draft && draft.seen === form.dataset.seen) {
    const before = JSON.stringify(values());
    Object.entries(draft.values).forEach(([name, value]) => put(name, value));
    restored.hidden = JSON.stringify(values()) === before;
  } else if (draft) {
    forget();
  }
  tell();

  const noted = (event) => {
    const one = event.target;
    if (one.dataset.place && one.checked) {
      fields().filter((other) => other !== one && other.checked && other.dataset.place === one.dataset.place)
        .forEach((other) => put(other.name, ""));
    }
    if (one.dataset.most) one.classList.toggle("wrong-figure", wrong(one));
    keep({ seen: form.dataset.seen, values: values() });
    offline.hidden = true;
    tell();
  };
  form.addEventListener("input", noted);
  form.addEventListener("change", noted);

  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    try {
      // Asked first, so that a form sent into nothing does not end on the browser's own error page.
      await fetch(location.href, { method: "HEAD", cache: "no-store" });
      form.submit();
    } catch {
      sending = false;
      offline.hidden = false;
      offline.scrollIntoView({ block: "center" });
    }
  });

  // Back from the next page: the form is as it was left, and may be sent again.
  window.addEventListener("pageshow", (event) => { sending = false; if (event.persisted) location.reload(); });
}
