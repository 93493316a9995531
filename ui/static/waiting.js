// What was asked and is not answered yet is kept by the server in its conversation, under its token. So a page that is
// closed, loaded anew or left for another conversation loses none of it: who opens the conversation asks it again.
function sendWaiting() {
  if (opening || !conversation()) return; // what waits now belongs to the conversation that comes
  for (const one of waiting) {
    if (one.again || one.sending) continue;
    const { sending, ...rest } = one;
    const sent = { ...rest, conversation: conversation() };
    one.sending = post("page/send", sent, undefined, true)
      .then(() => { one.again = true; })
      .catch(() => {}) // it is kept when it is asked
      .finally(() => { one.sending = null; });
  }
}

async function leaveWaiting(left) { // in a conversation of their own, where the one before them gave them none
  let id = "";
  try {
    for (const { sending, ...one } of left) id = await (await post("page/send", { ...one, conversation: id }, undefined, true)).text();
  } catch (error) { tell(error.message); }
}

addEventListener("pagehide", ({ persisted }) => {
  if (!persisted && !opening && !conversation()) for (const one of waiting) leaveWaiting([one]);
});

function takeWaiting() {
  const kept = JSON.parse(turns()?.dataset.waiting || "[]");
  const here = new Set([running, ...waiting].map((one) => one?.token));
  waiting.unshift(...kept.filter((one) => !here.has(one.token)).map((one) => ({ ...one, again: true })));
  held = false;
  askNext();
}
