// Articles over time: of an answer, below it; of the collection, above its table.
async function showTimeline(button) {
  const turn = button.closest(".turn");
  const open = turn.querySelector(".timeline");
  if (open) open.remove();
  else {
    const place = Object.assign(document.createElement("div"), { className: "timeline", textContent: "Looking…" });
    turn.querySelector(".tools").after(place);
    const number = Number(turn.dataset.number);
    try { place.innerHTML = await request("page/timeline", { conversation: conversation(), number }); }
    catch (error) { place.textContent = error.message; }
    place.scrollIntoView({ block: "nearest" }); // it may have come below the question box
  }
  button.setAttribute("aria-expanded", String(!open));
}

async function showFollowUps() {
  const turn = element.querySelector("section.turn:last-child");
  if (!turn || running || waiting.length || turn.querySelector(".follow-ups, .problem, .not-found")) return;
  const number = Number(turn.dataset.number);
  const markup = await request("page/follow-ups", { conversation: conversation(), number }).catch(() => "");
  if (!markup || !turn.isConnected || turn.querySelector(".follow-ups")) return;
  const place = Object.assign(document.createElement("div"), { className: "follow-ups", innerHTML: markup });
  turn.append(place);
}

onClick("#thread button.show-timeline", showTimeline);
onClick("#thread button.point", (button) => {
  if (button.dataset.key) openSource(button.dataset.key, button);
  else openArticle(button.dataset.article, button);
});
onClick("#archive button.point", (button) => openArticle(button.dataset.article, button));
// What a point or column stands for is said below it, before it is pressed.
for (const kind of ["pointerover", "focusin"])
  document.addEventListener(kind, (event) => {
    const one = event.target.closest?.("button.point, button.bin");
    const place = one?.closest(".timeline, .overview").querySelector(".pointed");
    if (place) place.textContent = one.title;
  });
onClick("#archive button.bin", (button) => {
  const same = shown.first_day === button.dataset.first;
  for (const one of archive().querySelectorAll("button.bin")) one.setAttribute("aria-pressed", String(!same && one === button));
  showTable({ first_day: same ? "" : button.dataset.first, last_day: same ? "" : button.dataset.last, page: 1 });
});
// The columns are one stop of the Tab key; arrows lead from one to the next.
document.addEventListener("keydown", (event) => {
  const column = event.target.closest?.("#archive button.bin");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!column || !step) return;
  const all = [...archive().querySelectorAll("button.bin")];
  const next = all[all.indexOf(column) + step];
  if (!next) return;
  event.preventDefault();
  column.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
document.addEventListener("citewire:answered", showFollowUps);
document.addEventListener("citewire:archive", showOverview);
