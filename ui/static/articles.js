// The view of the articles: a table that is searched, sorted and paged on the server.
const archive = () => find("#archive");
const shown = { words: "", order: "added", descending: true, page: 1, first_day: "", last_day: "" };

async function fill(selector, path, sent = {}) {
  const place = archive().querySelector(selector);
  try {
    const markup = await request(path, sent);
    if (place) place.innerHTML = markup;
  } catch (error) { if (place) place.textContent = error.message; }
}

const showTable = (changes = {}) => fill(".table", "page/articles", Object.assign(shown, changes));

async function showArchive(open) {
  document.body.classList.toggle("in-archive", open);
  find(".open-archive")?.setAttribute("aria-pressed", String(open));
  if (!open) return;
  closeSource();
  if (!archive().querySelector(".archive")) {
    await fill(".place", "page/archive");
    document.dispatchEvent(new Event("citewire:archive"));
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

async function removeArticle(button) { // the first click asks, the second does it
  if (!button.classList.contains("sure")) {
    button.classList.add("sure");
    button.textContent = "Remove for good?";
    return;
  }
  await fill(".undo", "page/remove", { article: button.dataset.article });
  const undo = archive().querySelector("button.put-back");
  if (undo) setTimeout(() => { if (undo.isConnected) archive().querySelector(".undo").replaceChildren(); }, undo.dataset.seconds * 1000);
  undo?.focus();
  showTable();
}

async function putBack(button) {
  button.disabled = true;
  try {
    await request("page/put-back", { token: button.dataset.token });
    archive().querySelector(".undo").replaceChildren();
    tell("Put back");
  } catch (error) { tell(error.message); }
  showTable();
}

onClick(".open-archive", () => showArchive(!document.body.classList.contains("in-archive")));
onClick("#thread button.carrier", (button) => openArticle(button.dataset.article, button));
onClick("#archive button.read", (button) => openArticle(button.dataset.article, button));
onClick("#archive button.remove", removeArticle);
onClick("#archive button.put-back", putBack);
onClick("#archive button.page", (button) => showTable({ page: Number(button.dataset.page) }));
onClick("#archive button.sort", (button) => {
  const again = shown.order === button.dataset.order;
  showTable({ order: button.dataset.order, descending: again ? !shown.descending : false, page: 1 });
});
document.addEventListener("input", (event) => {
  if (event.target.closest("#archive .search")) showTable({ words: event.target.value, page: 1 });
});
