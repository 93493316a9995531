// The chips above the question box: what is chosen stands beside them and goes along with each question.
const filters = () => document.getElementById("filters");
const dayField = (id) => filters().querySelector(`#${id} input`);

function chosenLimits() {
  const boxes = filters().querySelectorAll("input[type=checkbox]:checked");
  const day = (id) => dayField(id)?.value ?? "";
  return { outlets: [...boxes].map((box) => box.value), first_day: day("first-day"), last_day: day("last-day") };
}

// As the server writes it: 14 March 2025.
const dayInWords = (iso) =>
  new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function chosenChip(words, undo) {
  const chip = Object.assign(document.createElement("button"), { type: "button", className: "chosen-chip" });
  chip.textContent = `${words} ✕`;
  chip.setAttribute("aria-label", `Remove the limit: ${words}`);
  chip.addEventListener("click", (event) => { event.stopPropagation(); undo(); showChosen(); });
  return chip;
}

function showChosen() {
  const place = filters().querySelector(".chosen");
  if (!place) return;
  const { first_day: first, last_day: last } = chosenLimits();
  const chips = [...filters().querySelectorAll("input[type=checkbox]:checked")]
    .map((box) => chosenChip(box.value, () => { box.checked = false; }));
  const days = [first && `from ${dayInWords(first)}`, last && `to ${dayInWords(last)}`].filter(Boolean).join(" ");
  if (days) chips.unshift(chosenChip(days, () => setDays("", "")));
  place.replaceChildren(...chips);
}

function setDays(first, last) {
  dayField("first-day").value = first;
  dayField("last-day").value = last;
}

onClick("#filters button.ask-with", () => { find("[data-filter=dates]").open = false; askFromBox(); });
onClick("#filters button.range", (button) => { setDays(button.dataset.first, button.dataset.last); showChosen(); });
for (const kind of ["input", "change"])
  document.addEventListener(kind, (event) => { if (event.target.closest("#filters")) showChosen(); });
