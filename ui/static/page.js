// Runs once, as js_on_load of the thread: `element` is the thread, `trigger` sends an event to Python.
// Everything that leaves here ('cite', 'close', 'suggest') is checked again on the server.
const panel = () => document.getElementById("source");
const questionBox = () => document.querySelector("#question textarea, #question input");
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
let opener = null; // the chip that opened the panel, to give the focus back to
let shownTurns = 0;

function openSource(chip) {
  opener = chip;
  document.body.classList.remove("source-closed");
  const key = chip.getAttribute("href").slice(1);
  const shown = panel().querySelector("article.source");
  if (shown && shown.dataset.key === key) showQuote();
  else trigger("cite", { key });
}

function closeSource() {
  if (!isOpen()) return;
  document.body.classList.add("source-closed");
  trigger("close", {});
  (opener?.isConnected ? opener : questionBox())?.focus({ preventScroll: true });
}

const isOpen = () =>
  !document.body.classList.contains("source-closed") && Boolean(panel().querySelector("article.source"));

function showQuote() {
  const quote = panel().querySelector("mark");
  const scroller = panel();
  if (quote) {
    const offset = quote.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTo({ top: scroller.scrollTop + offset - scroller.clientHeight / 3, behavior: "auto" });
  } else scroller.scrollTop = 0;
  panel().querySelector("article.source")?.focus({ preventScroll: true });
}

function markChips() {
  const key = isOpen() ? panel().querySelector("article.source").dataset.key : "";
  for (const chip of document.querySelectorAll("#thread a.cite"))
    chip.classList.toggle("open", chip.getAttribute("href") === "#" + key);
}

function showNewTurn() {
  const turns = element.querySelectorAll("section.turn");
  if (turns.length > Math.max(shownTurns, 1)) // the first needs no scrolling
    turns[turns.length - 1].scrollIntoView({ block: "start", behavior: reduced.matches ? "auto" : "smooth" });
  shownTurns = turns.length;
}

function afterChanges(target, react) {
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; react(); });
  }).observe(target, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-key"] });
}

document.addEventListener("click", (event) => {
  const chip = event.target.closest("#thread a.cite");
  if (chip) { event.preventDefault(); openSource(chip); return; }
  const suggestion = event.target.closest("#welcome button.suggestion");
  if (suggestion) { trigger("suggest", { question: suggestion.textContent }); questionBox()?.focus(); return; }
  if (event.target.closest("#source button.close")) closeSource();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chip = event.target.closest("#thread a.cite");
  if (chip && (event.key === " " || event.key === "Enter")) { event.preventDefault(); openSource(chip); }
  else if (event.key === "Escape") closeSource();
  else if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    questionBox()?.focus();
  }
});

afterChanges(panel(), () => {
  document.body.classList.toggle("has-source", Boolean(panel().querySelector("article.source")));
  if (isOpen()) showQuote();
  markChips();
});
afterChanges(element, () => {
  document.body.classList.toggle("has-turns", Boolean(element.querySelector("section.turn")));
  showNewTurn();
  markChips();
});
