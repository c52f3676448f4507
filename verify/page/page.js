"use strict";
// the page is complete without this program: it only filters
const form = document.getElementById("filter");
const claims = [...document.querySelectorAll("article.claim")];
const topics = [...document.querySelectorAll("section.topic")];
// as it is typed: a script without its marks, and ASCII for the signs of the blackboard
const typed = {
  "′": "'", "’": "'", "−": "-", "∼": "~", "⟨": "<", "⟩": ">", "→": "->", "⇒": "=>", "≥": ">=", "≤": "<=", "²": "2", "³": "3",
  "…": "...",
};
const bare = (text) => text.toLowerCase().replace(/[_^{}]/g, "").replace(/[^\0-\x7f]/g, (sign) => typed[sign] ?? sign);
const texts = new Map(claims.map((claim) => {
  const parts = claim.querySelectorAll("h3, .statement, .source, .needs tbody th");
  return [claim, bare([...parts].map((part) => part.textContent).join(" "))];
}));

function filter() {
  const asked = new FormData(form);
  const words = bare(asked.get("words")).split(/\s+/);
  let shown = 0;
  for (const claim of claims) {
    const fits = ["", claim.dataset.verdict].includes(asked.get("verdict"));
    const marked = asked.get("mark") === "" || claim.dataset.marks.split(" ").includes(asked.get("mark"));
    claim.hidden = !(fits && marked && words.every((word) => texts.get(claim).includes(word)));
    shown += !claim.hidden;
  }
  for (const topic of topics) topic.hidden = !topic.querySelector("article.claim:not([hidden])");
  document.getElementById("shown").textContent = `${shown} of ${claims.length} claims shown`;
}

// what is wider than its box is reached by the keyboard, too
function reach() {
  for (const part of document.querySelectorAll(".statement, .story")) {
    const wide = part.scrollWidth > part.clientWidth;
    const told = { tabindex: "0", role: "region", "aria-label": part.dataset.name };
    for (const [name, value] of Object.entries(told)) {
      if (wide) part.setAttribute(name, value);
      else part.removeAttribute(name);
    }
  }
}

// the part that the address names, which may be the id of a claim alone
function named() {
  const name = location.hash.slice(1);
  let id = name;
  try {
    id = decodeURIComponent(name);
  } catch {
    // no text in UTF-8: it is taken as it stands
  }
  return document.getElementById(id) ?? document.getElementById(`claim-${encodeURIComponent(id)}`);
}

// a link to a claim that is filtered out shows all again
function reveal() {
  const target = named();
  if (!target) return;
  if (target.closest("[hidden]")) {
    form.reset();
    filter();
  }
  target.scrollIntoView();
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", reveal);
// a browser that goes back fills the form in again
window.addEventListener("pageshow", filter);
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.open = true;
    part.dataset.closed = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-closed]")) {
    part.open = false;
    delete part.dataset.closed;
  }
});
window.addEventListener("resize", reach);
form.hidden = false;
filter();
reach();
reveal();
