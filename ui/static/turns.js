// The turns of the open conversation. Gradio never writes here again: an answer changes its own turn alone, so that
// what is open, typed or focused in the others stays.
let shownTurns = 0;

const turns = () => element.querySelector(".turns");
const sections = () => [...element.querySelectorAll("section.turn")];
const conversation = () => turns()?.dataset.conversation ?? "";
const lastMoment = () => sections().filter((turn) => turn.dataset.moment).at(-1)?.dataset.moment ?? ""; // of those kept
const numberOf = (turn) => Number(turn.dataset.number);

function made(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content.firstElementChild;
}

function showThread(markup) {
  turns().replaceWith(made(markup));
}

function showSections(kept) {
  turns().replaceChildren(...kept);
}

function showStep({ turn, thread, conversation: id }) {
  if (thread) showThread(thread);
  if (id) turns().dataset.conversation = id;
  const next = made(turn);
  for (const one of sections()) if (numberOf(one) >= numberOf(next)) one.remove();
  for (const old of element.querySelectorAll(".follow-ups")) old.remove();
  turns().append(next);
}

function afterTurns() {
  const shown = sections();
  document.body.classList.toggle("has-turns", shown.length > 0);
  if (shown.length > Math.max(shownTurns, 1)) // the first needs no scrolling
    shown.at(-1).scrollIntoView({ block: "start", behavior: reduced.matches ? "auto" : "smooth" });
  shownTurns = shown.length;
  document.dispatchEvent(new Event("citewire:shown"));
}

function speak(turn) { // the whole answer, once
  const parts = turn?.querySelectorAll(".notice, .sentence, .origins, .verdict, .searched, .problem") ?? [];
  say([...parts].map((part) => part.textContent).join(" "));
}

afterChanges(element, () => { afterTurns(); markChips(); });
