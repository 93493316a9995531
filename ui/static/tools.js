// What can be done with an answer or a quote: copy it, say whether it helped, save it.
onClick("button.copy", (button) => copy(button.dataset.copy));

async function judge(turn, helpful, reason = "") {
  const number = Number(turn.dataset.number);
  try {
    await request("page/judge", { conversation: conversation(), number, helpful, reason });
    tell(reason ? "Thank you. Your reason is kept." : "Thank you. That is kept.");
  } catch (error) { tell(error.message); }
}

onClick("#thread button.judge", (button) => {
  const turn = button.closest(".turn");
  const helpful = button.dataset.helpful === "true";
  for (const one of turn.querySelectorAll("button.judge")) one.setAttribute("aria-pressed", String(one === button));
  judge(turn, helpful);
  turn.querySelector("form.reason")?.remove();
  turn.querySelector(".tools").after(reasonForm(turn, helpful));
});

function reasonForm(turn, helpful) {
  const form = document.createElement("form");
  form.className = "reason";
  const field = Object.assign(document.createElement("input"), {
    type: "text", maxLength: 2000, placeholder: "Why? (optional)",
  });
  field.setAttribute("aria-label", "Why");
  const send = Object.assign(document.createElement("button"), { textContent: "Keep", className: "tool" });
  form.append(field, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) judge(turn, helpful, field.value);
    form.remove();
  });
  return form;
}

// A list that unfolds folds away again when something else is clicked.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.saving[open], details.filter[open]"))
    if (!open.contains(event.target)) open.open = false;
});
