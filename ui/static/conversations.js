// The drawer with the reader's conversations. The open one is named in the address, so that a reload brings it back.
const drawer = () => document.getElementById("conversations");
const listed = () => drawer().querySelector(".listed");
const inAddress = () => /^#conversation=([\w-]{22})$/.exec(location.hash)?.[1] ?? "";
const withoutHash = () => location.pathname + location.search;

let lastList = 0;
async function list() {
  const mine = ++lastList;
  let markup = "";
  try { markup = await request("page/conversations", { words: drawer().querySelector("input").value }); }
  catch (error) { listed().textContent = error.message; return; }
  if (mine !== lastList) return;
  listed().innerHTML = markup;
  for (const one of listed().querySelectorAll("li"))
    one.classList.toggle("current", one.dataset.conversation === conversation());
}

function showDrawer(open) {
  document.body.classList.toggle("has-drawer", open);
  find(".open-conversations")?.setAttribute("aria-expanded", String(open));
  if (open) list().then(() => drawer().querySelector("input").focus());
  else {
    listed().replaceChildren();
    find(".open-conversations")?.focus({ preventScroll: true });
  }
}

let openings = 0; // only the last that was asked for is shown

async function reopen(id) {
  showArchive(false);
  leave();
  document.body.classList.toggle("opening", Boolean(id));
  history.replaceState(null, "", id ? `#conversation=${id}` : withoutHash());
  const mine = ++openings;
  opening = true;
  const thread = id ? await request("page/thread", { conversation: id }).catch((error) => error) : "";
  if (mine !== openings) return;
  opening = false;
  document.body.classList.remove("opening");
  if (thread instanceof Error) notify("The conversation could not be opened. Load the page again.");
  else showOpened(thread || '<div class="turns" role="region" aria-label="Answers" data-conversation=""></div>');
}

function showOpened(thread) {
  shownTurns = 0;
  showThread(thread);
  if (inAddress() !== conversation()) history.replaceState(history.state, "", withoutHash()); // not the reader's
  takeWaiting();
}

// What waits here stays behind with the server, and comes back with this conversation.
function leave() {
  restoreDays();
  edit("");
  notify("");
  document.body.classList.add("source-closed");
  trigger("close", {});
  if (!opening && !conversation()) leaveWaiting([...waiting]);
  else sendWaiting();
  if (running) running.ending.abort();
  running = null;
  boxed = null;
  held = false;
  if (!opening) waiting.length = 0; // else it was asked for the conversation that is not shown yet
  showWaiting();
}

function begin() {
  reopen("");
  showDrawer(false);
  questionBox()?.focus();
}

document.addEventListener("citewire:shown", () => {
  const id = conversation();
  if (id && id !== inAddress()) history.replaceState(history.state, "", `#conversation=${id}`);
});

async function change(path, sent, then) {
  try { await request(path, sent); then?.(); } catch (error) { tell(error.message); }
  list();
}

function rename(entry) {
  const field = Object.assign(document.createElement("input"), { value: entry.dataset.name, maxLength: 80 });
  field.setAttribute("aria-label", "New name");
  entry.querySelector(".reopen").replaceWith(field);
  field.select();
  let done = false;
  const keep = (wanted) => {
    if (done) return;
    done = true;
    if (wanted) change("page/rename", { conversation: entry.dataset.conversation, name: field.value });
    else list();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") keep(true);
    if (event.key === "Escape") { event.stopPropagation(); keep(false); }
  });
  field.addEventListener("blur", () => keep(true));
}

function remove(button, entry) {
  if (!sure(button, "Delete for good?")) return;
  const id = entry.dataset.conversation;
  change("page/delete", { conversation: id }, () => { if (id === conversation()) reopen(""); });
}

onClick(".open-conversations", () => showDrawer(!document.body.classList.contains("has-drawer")));
onClick(".new-conversation", begin);
onClick("#conversations button.close", () => showDrawer(false));
onClick("#conversations button.reopen", (button) => {
  reopen(button.closest("li").dataset.conversation);
  showDrawer(false);
});
onClick("#conversations button.rename", (button) => rename(button.closest("li")));
onClick("#conversations button.delete", (button) => remove(button, button.closest("li")));
const listSoon = inPause(async () => { await list(); say(`${listed().querySelectorAll("li").length} found`); });
document.addEventListener("input", (event) => { if (event.target.closest("#conversations .search")) listSoon(); });

function start() {
  if (!questionBox() || !find("#waiting") || !find("#notice")) setTimeout(start, 20); // Gradio puts them in after the thread
  else if (inAddress()) reopen(inAddress());
  else askNext();
}
document.addEventListener("citewire:ready", start);
