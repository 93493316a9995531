// Asking: one question at a time, for the next is asked with this one's turn. Nothing that was asked is lost: what is
// stopped or refused goes back into the box, what waits behind it waits on, and a reload of the page keeps both.
let running = null; // what is being asked
let daysBefore = null; // the days that the search was limited to before those of a question are being changed
let replacing = ""; // the turn whose question is being edited, by its moment
let held = false; // whether what waits is asked only after the reader has asked again
let opening = false; // whether another conversation is on its way
const waiting = []; // what is asked after the running one

function ask(question, more = {}) {
  if (!question.trim()) return false;
  edit("");
  const asked = { question, ...chosenLimits(), ...more };
  if (held) waiting.unshift(asked);
  else waiting.push(asked);
  held = false;
  askNext();
  return true;
}

function askNext() {
  if (!running && !held && !opening && waiting.length) run(waiting.shift());
  showWaiting();
  keepDraft();
}

async function run(asked) {
  const token = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const mine = running = { ...asked, token, before: sections(), ending: new AbortController() };
  const sent = { ...asked, token, conversation: conversation(), after: lastMoment() };
  try {
    let last = null;
    for await (const step of steps(sent, mine.ending.signal)) {
      if (mine !== running) return; // stopped
      if (step.notice) throw Object.assign(new Error(step.notice), { seconds: step.seconds });
      notify("");
      showStep(last = step);
    }
    if (mine !== running) return;
    if (!last?.done) throw new Error("The answer broke off.");
    forgetDraft();
    running = null;
    speak(sections().at(-1));
    if (!last.conversation) giveBack(mine); // it could not be answered
    askNext();
    if (last.conversation) document.dispatchEvent(new Event("citewire:answered"));
  } catch (error) {
    if (mine === running) giveUp(mine, error);
  }
}

// The lines that the server sends, as they come.
async function* steps(sent, signal) {
  const response = await post("page/ask", sent, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

function giveUp(asked, error) {
  running = null;
  held = true;
  showSections(asked.before);
  giveBack(asked);
  const known = error.constructor === Error; // others are the browser's: the connection, mostly
  notify(known ? error.message : "The server cannot be reached. Ask again when it is.");
  askNext();
  document.dispatchEvent(new CustomEvent("citewire:refused", { detail: { asked, seconds: error.seconds } }));
}

function giveBack(asked) { // to the box, or where something else is typed there, to those that wait
  if (!questionBox().value) { fillBox(asked.question); edit(asked.replaces ?? ""); return; }
  held = true;
  const { token, before, ending, ...again } = asked;
  waiting.unshift(again);
}

function stop() {
  if (!running) return;
  const asked = running;
  running = null;
  asked.ending.abort();
  request("page/stop", { token: asked.token }).catch(() => {}); // the server notices without, a little later
  showSections(asked.before);
  giveBack(asked);
  questionBox().focus();
  tell("Stopped");
  askNext();
}

function notify(words) { // why nothing was asked, above the question
  const notice = Object.assign(document.createElement("p"), { className: "notice", textContent: words });
  notice.setAttribute("role", "alert");
  find("#notice").replaceChildren(...(words ? [notice] : []));
}

function showWaiting() {
  find("#waiting").replaceChildren(...waiting.map(({ question }) => {
    const words = held ? "Not asked yet" : "Asked next";
    return Object.assign(document.createElement("p"), { textContent: `${words}: ${question}` });
  }));
}

function fillBox(text) {
  questionBox().value = text;
  questionBox().dispatchEvent(new Event("input", { bubbles: true }));
}

function askFromBox() {
  if (ask(questionBox().value, replacing ? { replaces: replacing } : {})) fillBox("");
}

function giveUpEditing() {
  restoreDays();
  edit("");
  fillBox("");
}

function restoreDays() { // what is asked instead is not asked of the days that were being changed
  if (!daysBefore) return;
  setDays(...daysBefore);
  showChosen();
  daysBefore = null;
}

function edit(moment) {
  daysBefore = null;
  replacing = moment;
  document.body.classList.toggle("editing", Boolean(moment));
}

const momentOf = (button) => button.closest(".turn").dataset.moment;

onClick("#welcome button.suggestion, .follow-ups button", (button) => {
  restoreDays();
  ask(button.textContent);
  questionBox()?.focus();
});
onClick("#question button.submit-button", askFromBox);
onClick("#thread button.stop", stop);
onClick("#thread button.retry", (button) => {
  const { question, limits } = JSON.parse(button.dataset.asked);
  restoreDays();
  ask(question, { ...limits, replaces: momentOf(button) });
});
onClick("#thread button.edit", (button) => {
  restoreDays();
  fillBox(JSON.parse(button.dataset.asked).question);
  edit(momentOf(button));
  questionBox().focus();
});
onClick("#thread button.undate", (button) => {
  restoreDays();
  ask(button.dataset.question, { replaces: momentOf(button) });
});
onClick("#thread button.redate", (button) => {
  const before = daysBefore ?? [chosenLimits().first_day, chosenLimits().last_day]; // pressed twice, the first counts
  fillBox(button.dataset.question);
  edit(momentOf(button));
  daysBefore = before;
  setDays(button.dataset.first, button.dataset.last);
  showChosen();
  const dates = find("[data-filter=dates]");
  setTimeout(() => { dates.open = true; dates.querySelector("input").focus(); }, 0); // after the click has folded it away
});
