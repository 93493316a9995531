// Runs once, as js_on_load of the thread: `element` is the thread, `trigger` sends an event to Python.
// Everything that leaves here ('ask', 'cite', 'close') is checked again on the server.
const panel = () => document.getElementById("source");
const questionBox = () => document.querySelector("#question textarea, #question input");
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
let opener = null; // the chip that opened the panel, to give the focus back to
let shownTurns = 0;
let running = null; // what is being asked; one at a time, for the next is asked with this one's turn
const waiting = []; // what is asked after it

function ask(question) {
  if (!question.trim()) return false;
  const day = (id) => document.querySelector(`#${id} input`)?.value ?? "";
  waiting.push({ question, first_day: day("first-day"), last_day: day("last-day") });
  askNext();
  return true;
}

function askNext() {
  if (!running && waiting.length) trigger("ask", (running = waiting.shift()));
  document.getElementById("waiting").replaceChildren(...waiting.map(({ question }) => {
    const line = document.createElement("p");
    line.textContent = `Asked next: ${question}`;
    return line;
  }));
}

// After Gradio has shown the last step. What was not asked goes back into the box.
const asked = (failed) => () => setTimeout(() => {
  const refused = failed || document.querySelector("#notice .notice");
  if (refused && running && !questionBox().value) fillBox(running.question);
  running = null;
  askNext();
}, 0);

function fillBox(text) {
  questionBox().value = text;
  questionBox().dispatchEvent(new Event("input", { bubbles: true }));
}

const askFromBox = () => { if (ask(questionBox().value)) fillBox(""); };

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
  if (suggestion) { ask(suggestion.textContent); questionBox()?.focus(); return; }
  if (event.target.closest("#question button.submit-button")) { askFromBox(); return; }
  if (event.target.closest("#source button.close")) closeSource();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chip = event.target.closest("#thread a.cite");
  if (chip && (event.key === " " || event.key === "Enter")) { event.preventDefault(); openSource(chip); }
  else if (event.key === "Enter" && event.target === questionBox() && !event.isComposing) {
    event.preventDefault();
    if (!event.repeat) askFromBox();
  } else if (event.key === "Escape") closeSource();
  else if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    questionBox()?.focus();
  }
});

document.addEventListener("citewire:asked", asked(false));
document.addEventListener("citewire:failed", asked(true));

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
