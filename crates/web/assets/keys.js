// Keys as readers of feeds know them: j and k walk the entries of a page, o opens one, / searches, g and a letter goes to a
// page, ? lists them. They can be switched off, which is kept in this browser only. Without the script nothing is missing.
"use strict";
const PAGES = { d: "/", t: "/timeline", m: "/map", r: "/review", s: "/sources", c: "/changes", p: "/people" };
const list = document.getElementById("keys");
const off = document.getElementById("keys-off");
const shower = document.getElementById("keys-show");
const kept = { get: () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } },
  set: (is) => { try { localStorage.setItem("keys", is ? "off" : "on"); } catch { /* A private window keeps nothing. */ } } };
let entry = -1;
let going = 0;

function walk(by) {
  const entries = [...document.querySelectorAll("li.line, li.entry, tbody tr")];
  if (!entries.length) return;
  entries[entry]?.classList.remove("at-key");
  entry = Math.min(entries.length - 1, Math.max(0, entry + by));
  entries[entry].classList.add("at-key");
  entries[entry].scrollIntoView({ block: "nearest" });
  entries[entry].querySelector("a[href]")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable], dialog");
  if (off.checked || typing || event.altKey || event.ctrlKey || event.metaKey) return;
  const went = going && Date.now() - going < 1500 && PAGES[event.key];
  going = event.key === "g" ? Date.now() : 0;
  if (went) location.assign(went);
  else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "o") document.querySelector(".at-key a[href]")?.click();
  else if (event.key === "?") list.showModal();
  else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { search.focus(); event.preventDefault(); }
  }
});
off.checked = kept.get();
off.addEventListener("change", () => kept.set(off.checked));
shower.hidden = false;
shower.addEventListener("click", () => list.showModal());
