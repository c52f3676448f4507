"use strict";
// the page is complete without this program: it only filters
const form = document.getElementById("filter");
const claims = [...document.querySelectorAll("article.claim")];
const topics = [...document.querySelectorAll("section.topic")];
// as it is typed: a script without its marks, and ASCII for the signs that were ASCII in the record
const typed = { "′": "'", "−": "-", "∼": "~", "⟨": "<", "⟩": ">" };
const bare = (text) => text.toLowerCase().replace(/[_^{}]/g, "").replace(/[′−∼⟨⟩]/g, (sign) => typed[sign]);
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
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

// a link to a claim that is filtered out shows all again
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.closest("[hidden]")) return;
  form.reset();
  filter();
  target.scrollIntoView();
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", reveal);
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
