// The panel with the article of a quote: beside the answers, or as a sheet over them where the window is narrow.
let shownPlace = ""; // the article and quote that the panel shows: what is filled into it later does not scroll it
let opener = null; // the chip that opened the panel, to give the focus back to

function openSource(key, chip) {
  opener = chip ?? opener;
  if (!isOpen() && sheet.matches) history.pushState({ source: true }, ""); // so that 'back' leads to the answer
  document.body.classList.remove("source-closed");
  const shown = panel().querySelector("article.source");
  if (shown && shown.dataset.key === key) showQuote();
  else trigger("cite", { key, conversation: conversation() });
}

function closeSource() {
  if (!isOpen()) return;
  if (history.state?.source) history.back(); // and popstate closes it
  else shutSource();
}

function shutSource() {
  markChips(); // the panel may have moved on to another quote a moment ago: its chip gets the focus
  document.body.classList.add("source-closed");
  trigger("close", {});
  (opener?.isConnected ? opener : questionBox())?.focus({ preventScroll: true });
}

window.addEventListener("popstate", () => { if (isOpen()) shutSource(); });

const isOpen = () =>
  !document.body.classList.contains("source-closed") && Boolean(panel().querySelector("article.source"));

function showQuote() {
  const quote = panel().querySelector("mark");
  const scroller = panel();
  if (quote) {
    const { top, bottom } = quote.getBoundingClientRect();
    const above = scroller.scrollTop - scroller.getBoundingClientRect().top;
    const fits = above + bottom < scroller.clientHeight * 0.9; // then outlet and headline stay in sight too
    scroller.scrollTo({ top: fits ? 0 : above + top - scroller.clientHeight / 3, behavior: "auto" });
  } else scroller.scrollTop = 0;
  panel().querySelector("article.source")?.focus({ preventScroll: true });
}

function markChips() {
  const key = isOpen() ? panel().querySelector("article.source").dataset.key : "";
  for (const chip of document.querySelectorAll("#thread a.cite")) {
    const open = chip.getAttribute("href") === "#" + key;
    chip.classList.toggle("open", open);
    if (open) opener = chip;
  }
}

onClick("#thread a.cite", (chip, event) => { event.preventDefault(); openSource(chip.getAttribute("href").slice(1), chip); });
onClick("#source button.step", (button) => openSource(button.dataset.key));
onClick("#source button.close", closeSource);

afterChanges(panel(), () => {
  const article = panel().querySelector("article.source");
  document.body.classList.toggle("has-source", Boolean(article));
  const place = article ? `${article.dataset.key} ${article.dataset.article}` : ""; // Gradio keeps the element itself
  if (isOpen() && place !== shownPlace) showQuote();
  shownPlace = place;
  markChips();
});
