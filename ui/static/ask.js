// Asking: one question at a time, for the next is asked with this one's turn. Nothing that was asked is lost: the server
// keeps it until it is answered (waiting.js). What is stopped or refused goes back into the box.
let running = null; // what is being asked
let daysBefore = null; // the days that the search was limited to before those of a question are being changed
let replacing = ""; // the turn whose question is being edited, by its moment
let held = false; // whether what waits is asked only after the reader has asked again
let opening = false; // whether another conversation is on its way
let boxed = null; // what was refused, could not be answered or broke off, and stands in the box again
const waiting = []; // what is asked after the running one
const newToken = () => crypto.getRandomValues(new Uint32Array(4)).join("-"); // names a question until it is answered

function ask(question, more = {}) {
  if (!question.trim()) return false;
  edit("");
  const asked = { question, ...chosenLimits(), token: newToken(), ...more };
  if (boxed && boxed.question === question) forgetBoxed(asked.token); // this takes its place
  if (held) waiting.unshift(asked);
  else waiting.push(asked);
  held = false;
  askNext();
  return true;
}

function askNext() {
  if (!running && !held && !opening && waiting.length) run(waiting.shift());
  showWaiting();
  sendWaiting();
}

async function run(asked) {
  const mine = running = { ...asked, before: sections(), ending: new AbortController() };
  const { sending, ...sent } = asked;
  beginPatience();
  try {
    let last = null;
    await sending;
    if (mine !== running) return;
    const place = { conversation: conversation(), after: lastMoment() };
    for await (const step of steps({ ...sent, ...place, again: Boolean(asked.again) }, mine.ending.signal)) {
      if (mine !== running) return; // stopped
      if (step.notice) throw Object.assign(new Error(step.notice), { seconds: step.seconds });
      if ("ahead" in step) { showAhead(step.ahead); continue; }
      notify("");
      showStep(last = step);
      showPatience();
      if (step.conversation && !mine.again) { mine.again = true; sendWaiting(); } // the server has it
    }
    if (mine !== running) return;
    if (!last?.done) throw new Error("The answer broke off.");
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
  const { before, ending, ...again } = asked;
  if (!questionBox().value) { boxed = again; fillBox(asked.question); edit(asked.replaces ?? ""); return; }
  held = true;
  waiting.unshift(again);
}

function forgetBoxed(token) { // unless it is asked again under its own name
  if (boxed && boxed.token !== token) withdraw(boxed.token);
  boxed = null;
}

function withdraw(token) {
  request("page/stop", { token }).catch(() => {});
}

function stop() {
  if (!running) return;
  const asked = running;
  running = null;
  asked.ending.abort();
  Promise.resolve(asked.sending).then(() => withdraw(asked.token)); // not overtaken by what stores it
  showSections(asked.before);
  giveBack({ ...asked, token: newToken(), again: false, sending: null });
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
  find("#waiting").replaceChildren(...waiting.map(({ question, token }) => {
    const line = document.createElement("p");
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "drop" });
    drop.setAttribute("aria-label", `Do not ask: ${question}`);
    drop.dataset.token = token;
    line.append(Object.assign(document.createElement("span"), { textContent: `${held ? "Not asked yet" : "Asked next"}: ${question}` }), drop);
    return line;
  }));
}

function fillBox(text) {
  questionBox().value = text;
  questionBox().dispatchEvent(new Event("input", { bubbles: true }));
}

function askFromBox() {
  if (!questionBox().value.trim()) return;
  forgetBoxed(""); // what is asked now was made of it
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
onClick("#waiting button.drop", ({ dataset: { token } }) => {
  const place = waiting.findIndex((one) => one.token === token);
  if (place < 0) return;
  const [dropped] = waiting.splice(place, 1);
  Promise.resolve(dropped.sending).then(() => withdraw(token));
  askNext();
  questionBox().focus();
});
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
