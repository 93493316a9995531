// The view of the articles: a table that is searched, sorted and paged on the server.
const archive = () => find("#archive");
const shown = { words: "", order: "added", descending: true, page: 1, first_day: "", last_day: "" };

const fills = {}; // by place: which request is the last, for an answer to an earlier one may come later
async function fill(selector, path, sent = {}) {
  const mine = fills[selector] = (fills[selector] ?? 0) + 1;
  let markup = "", reason = "";
  try { markup = await request(path, sent); } catch (error) { reason = error.message; }
  const place = archive().querySelector(selector);
  if (!place || mine !== fills[selector]) return;
  if (reason) place.textContent = reason;
  else place.innerHTML = markup;
  place.dataset.filled = "";
}

const showTable = (changes = {}) => fill(".table", "page/articles", Object.assign(shown, changes));
const showOverview = () => fill(".overview", "page/overview", { words: shown.words });
const searchTable = inPause(async (words) => {
  await showTable({ words, page: 1, first_day: "", last_day: "" });
  showOverview();
  say(archive().querySelector(".pages span")?.textContent ?? archive().querySelector(".table")?.textContent ?? "");
});

async function showArchive(open) {
  if (open === document.body.classList.contains("in-archive")) return;
  document.body.classList.toggle("in-archive", open);
  find(".open-archive")?.setAttribute("aria-pressed", String(open));
  if (!open) return;
  closeSource();
  if (!archive().querySelector(".archive")) {
    await fill(".place", "page/archive");
    document.dispatchEvent(new Event("citewire:archive"));
    if (archive().querySelector(".progress")) watchJob(); // one may be under way
  }
  await showTable();
  archive().querySelector("h2")?.scrollIntoView({ block: "nearest" });
}

function openArticle(id, button) {
  opener = button;
  if (!isOpen() && sheet.matches) history.pushState({ source: true }, "");
  document.body.classList.remove("source-closed");
  trigger("read", { article: id });
}

async function removeArticle(button) {
  if (!sure(button, "Remove for good?")) return;
  const line = document.createElement("div"); // one for each removal
  archive().querySelector(".undo").append(line);
  try { line.innerHTML = await request("page/remove", { article: button.dataset.article }); }
  catch (error) { line.textContent = error.message; }
  const undo = line.querySelector("button.put-back");
  setTimeout(() => line.remove(), (undo?.dataset.seconds ?? 10) * 1000);
  undo?.focus();
  showTable();
}

async function putBack(button) {
  button.disabled = true;
  try {
    await request("page/put-back", { token: button.dataset.token });
    button.closest("div").remove();
    tell("Put back");
  } catch (error) {
    tell(error.message);
    button.disabled = false;
  }
  showTable();
}

onClick(".open-archive", () => showArchive(!document.body.classList.contains("in-archive")));
onClick("#thread button.carrier, #source button.carrier", (button) => openArticle(button.dataset.article, button));
onClick("#archive button.read", (button) => openArticle(button.dataset.article, button));
onClick("#archive button.remove", removeArticle);
onClick("#archive button.put-back", putBack);
onClick("#archive button.page", (button) => showTable({ page: Number(button.dataset.page) }));
onClick("#archive button.sort", (button) => {
  const again = shown.order === button.dataset.order;
  showTable({ order: button.dataset.order, descending: again ? !shown.descending : false, page: 1 });
});
document.addEventListener("input", (event) => {
  if (event.target.closest("#archive .search")) searchTable(event.target.value);
});
document.addEventListener("change", (event) => {
  if (!event.target.matches("#archive .ordering select")) return;
  const [order, way] = event.target.value.split(" ");
  showTable({ order, descending: way === "descending", page: 1 });
});
