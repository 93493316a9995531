// A server that is busy says when to ask again: then the page asks again by itself, a few times, unless the reader
// stops it or types something else. What was asked stands in the question box meanwhile.
const TRIES = 5;
const LONGEST = 300; // seconds that are waited for at once
const again = { asked: null, tries: 0, timer: 0, left: 0 };

document.addEventListener("citewire:refused", ({ detail: { asked, seconds } }) => {
  clearTimeout(again.timer);
  const same = again.asked?.question === asked.question;
  Object.assign(again, { asked, tries: same ? again.tries + 1 : 1, left: seconds });
  if (!seconds || seconds > LONGEST || again.tries > TRIES || questionBox().value !== asked.question) forgetAgain();
  else { showAgain(); say(`Asking again in ${seconds} seconds.`); }
});

function showAgain() {
  const { asked, left, tries } = again;
  if (questionBox().value !== asked.question) { forgetAgain(); return; } // something else is being typed
  if (left > 0) {
    const line = place();
    line.firstChild.textContent = `Asking again in ${left} s, try ${tries} of ${TRIES}. `;
    again.left -= 1;
    again.timer = setTimeout(showAgain, 1000);
    return;
  }
  fillBox("");
  const { outlets, first_day, last_day, replaces, token, again: sent } = asked; // under the same name
  ask(asked.question, { outlets, first_day, last_day, token, again: sent, ...(replaces ? { replaces } : {}) });
}

function place() {
  let line = find("#notice .again");
  if (line) return line;
  line = Object.assign(document.createElement("p"), { className: "again" });
  const stopIt = Object.assign(document.createElement("button"), { type: "button", textContent: "Do not ask again" });
  line.append(document.createTextNode(""), stopIt);
  find("#notice").append(line);
  return line;
}

function forgetAgain() {
  clearTimeout(again.timer);
  again.asked = null;
  find("#notice .again")?.remove();
}

onClick("#notice .again button", () => { forgetAgain(); questionBox().focus(); });
document.addEventListener("citewire:answered", forgetAgain);
