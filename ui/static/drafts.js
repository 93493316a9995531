// What was asked in a conversation and is not answered yet, for as long as the browser's tab is open: a reload of the
// page, or another conversation opened meanwhile, loses none of it.
const draftKey = (id) => `citewire-asked-${id}`;

function keepDraft() {
  if (opening) return; // what waits now belongs to the conversation that comes
  const asked = [...(running ? [running] : []), ...waiting].map(({ token, before, ending, ...again }) => again);
  try {
    if (asked.length) sessionStorage.setItem(draftKey(conversation()), JSON.stringify(asked));
    else sessionStorage.removeItem(draftKey(conversation()));
  } catch { /* no storage: then a reload forgets it */ }
}

function forgetDraft() { // a first answer has just given the conversation its id
  try { sessionStorage.removeItem(draftKey("")); } catch { /* no storage */ }
}

function takeDraft() {
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(draftKey(conversation()))) ?? []; } catch { /* none */ }
  const [first, ...others] = kept;
  const answered = first && sections().at(-1)?.querySelector(".question").textContent === first.question;
  const asking = waiting.length > 0; // the reader has asked while the conversation was on its way
  waiting.push(...others);
  if (first && !answered) giveBack(first);
  held = !asking && waiting.length > 0;
  askNext();
}
