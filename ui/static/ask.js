// Asking: one question at a time, for the next is asked with this one's turn.
let shownTurns = 0;
let running = null; // what is being asked
let unheard = null; // how many turns there were when it was asked, until its answer has been told to screen readers
let replacing = null; // the turn whose question is being edited
const waiting = []; // what is asked after it

function ask(question, more = {}) {
  if (!question.trim()) return false;
  waiting.push({ question, ...chosenLimits(), ...more });
  askNext();
  return true;
}

function askNext() {
  if (!running && waiting.length) {
    running = { ...waiting.shift(), conversation: conversation(), token: crypto.getRandomValues(new Uint32Array(2)).join("-") };
    unheard = element.querySelectorAll("section.turn").length;
    trigger("ask", running);
  }
  find("#waiting").replaceChildren(...waiting.map(({ question }) => {
    const line = document.createElement("p");
    line.textContent = `Asked next: ${question}`;
    return line;
  }));
}

// After Gradio has shown the last step. What was not asked goes back into the box.
const asked = (failed) => () => setTimeout(() => {
  const refused = failed || find("#notice .notice");
  if (refused && running && !questionBox().value) fillBox(running.question);
  running = null;
  askNext();
  if (!refused) document.dispatchEvent(new Event("citewire:answered"));
}, 0);
document.addEventListener("citewire:asked", asked(false));
document.addEventListener("citewire:failed", asked(true));

function stop() {
  if (!running) return;
  unheard = null;
  trigger("stop", { token: running.token, conversation: running.conversation });
  if (!questionBox().value) fillBox(running.question);
  tell("Stopped");
}

function fillBox(text) {
  questionBox().value = text;
  questionBox().dispatchEvent(new Event("input", { bubbles: true }));
}

function askFromBox() {
  if (!ask(questionBox().value, replacing ? { replaces: replacing } : {})) return;
  fillBox("");
  edit(null);
}

function edit(number) {
  replacing = number;
  document.body.classList.toggle("editing", Boolean(number));
}

function showTurns() {
  const turns = element.querySelectorAll("section.turn");
  document.body.classList.toggle("has-turns", turns.length > 0);
  if (turns.length > Math.max(shownTurns, 1)) // the first needs no scrolling
    turns[turns.length - 1].scrollIntoView({ block: "start", behavior: reduced.matches ? "auto" : "smooth" });
  shownTurns = turns.length;
  speak(turns[turns.length - 1]);
  document.dispatchEvent(new Event("citewire:shown"));
}

function speak(turn) {
  if (!turn || unheard === null) return;
  if (turn.getAttribute("aria-busy") === "true") { unheard = -1; return; } // the next that is not busy is the answer
  if (element.querySelectorAll("section.turn").length === unheard) return;
  unheard = null;
  const parts = turn.querySelectorAll(".notice, .sentence, .origins, .verdict, .searched, .problem");
  say([...parts].map((part) => part.textContent).join(" "));
}

onClick("#welcome button.suggestion, .follow-ups button", (button) => { ask(button.textContent); questionBox()?.focus(); });
onClick("#question button.submit-button", askFromBox);
onClick("#thread button.stop", stop);
onClick("#thread button.retry", (button) => {
  const { question, limits } = JSON.parse(button.dataset.asked);
  ask(question, { ...limits, replaces: Number(button.closest(".turn").dataset.number) });
});
onClick("#thread button.edit", (button) => {
  fillBox(JSON.parse(button.dataset.asked).question);
  edit(Number(button.closest(".turn").dataset.number));
  questionBox().focus();
});

const ifLast = (turn) => (turn.matches(":last-child") ? { replaces: Number(turn.dataset.number) } : {});
onClick("#thread button.undate", (button) => ask(button.dataset.question, ifLast(button.closest(".turn"))));
onClick("#thread button.redate", (button) => {
  fillBox(button.dataset.question);
  edit(ifLast(button.closest(".turn")).replaces ?? null);
  const dates = find("[data-filter=dates]");
  setTimeout(() => { dates.open = true; dates.querySelector("input").focus(); }, 0); // after the click has folded it away
});

afterChanges(element, () => { showTurns(); markChips(); });
