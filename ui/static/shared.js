// The scripts run once, as js_on_load of the thread: `element` is the thread, `trigger` sends an event to Python.
// Everything that leaves here is checked again on the server; what comes back is markup escaped there.
const find = (selector) => document.querySelector(selector);
const panel = () => document.getElementById("source");
const questionBox = () => find("#question textarea, #question input");
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const sheet = matchMedia("(max-width: 900px)"); // where the source is a sheet over the answers

const conversation = () => element.querySelector(".turns")?.dataset.conversation ?? "";

// What the server answers to `sent`, as text; its reason as an Error where it refuses.
async function request(path, sent) {
  const response = await fetch(path, {
    method: "POST", body: JSON.stringify(sent), headers: { "content-type": "application/json" },
  });
  if (response.ok) return response.text();
  const { detail } = await response.json().catch(() => ({}));
  throw new Error(typeof detail === "string" ? detail : "The server did not take that.");
}

function say(words) { // to screen readers
  find("#spoken [role=status]").textContent = words;
}

function tell(words) { // to everybody, for a moment
  let place = find("#told");
  if (!place) {
    place = Object.assign(document.createElement("div"), { id: "told" });
    place.setAttribute("role", "status");
    find("#spoken").after(place);
  }
  place.textContent = words;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { place.textContent = ""; }, 4000);
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch { // no clipboard for pages that come neither from this machine nor by https
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell("Copied");
}

function afterChanges(target, react) {
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; react(); });
  }).observe(target, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-key"] });
}

// What is done for a click on something that matches; the first that fits.
const clicks = [];
const onClick = (selector, act) => clicks.push([selector, act]);
document.addEventListener("click", (event) => {
  for (const [selector, act] of clicks) {
    const target = event.target.closest(selector);
    if (target) { act(target, event); return; }
  }
});
