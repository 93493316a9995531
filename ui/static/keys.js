// The keyboard: `/` leads to the question, Enter asks, Escape closes what lies on top.
const typing = "input, textarea, select, [contenteditable]";

function escape() {
  const unfolded = find("details.filter[open], details.saving[open]");
  if (unfolded) { unfolded.open = false; unfolded.querySelector("summary").focus(); }
  else if (document.body.classList.contains("has-drawer")) showDrawer(false);
  else if (isOpen()) closeSource();
  else if (replacing) giveUpEditing();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chip = event.target.closest("#thread a.cite");
  if (chip && (event.key === " " || event.key === "Enter")) { event.preventDefault(); chip.click(); }
  else if (event.key === "Enter" && replacing && event.target.closest("#filters input[type=date]"))
    find("#filters button.ask-with").click();
  else if (event.key === "Enter" && event.target === questionBox() && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (!event.repeat) askFromBox();
  } else if (event.key === "Escape") escape();
  else if (event.key === "/" && !event.target.closest(typing)) {
    event.preventDefault();
    showArchive(false);
    questionBox()?.focus();
  }
});
document.addEventListener("paste", (event) => {
  const most = event.target === questionBox() ? event.target.maxLength : -1;
  if (most > 0 && event.target.value.length + event.clipboardData.getData("text").length > most)
    tell(`A question has at most ${most} characters: the rest is cut off.`);
});
document.dispatchEvent(new Event("citewire:ready")); // the last of the scripts
