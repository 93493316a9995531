// The scripts run once, as js_on_load of the thread: `element` is the thread, `trigger` sends an event to Python.
// Everything that leaves here is checked again on the server; what comes back is markup escaped there.
const find = (selector) => document.querySelector(selector);
const panel = () => document.getElementById("source");
const questionBox = () => find("#question textarea, #question input");
const reduced = matchMedia("(prefers-reduced-motion: reduce)");
const sheet = matchMedia("(max-width: 900px)"); // where the source is a sheet over the answers

// What the server answers to `sent`; its reason as an Error where it refuses.
// With `keepalive` it is sent to its end also if the page is closed.
async function post(path, sent, signal, keepalive = false) {
  const response = await fetch(path, {
    method: "POST", body: JSON.stringify(sent), headers: { "content-type": "application/json" }, signal, keepalive,
  });
  if (response.ok) return response;
  const { detail } = await response.json().catch(() => ({}));
  const words = typeof detail === "string" ? detail : "The server did not take that.";
  throw Object.assign(new Error(words), { status: response.status });
}

const request = async (path, sent) => (await post(path, sent)).text();

function say(words) { // to screen readers
  find("#spoken [role=status]").textContent = words;
}

// Made before it has anything to say: screen readers hear what changes in it, not what it begins with.
const told = Object.assign(document.createElement("div"), { id: "told" });
told.setAttribute("role", "status");
document.body.append(told);

function tell(words) { // to everybody, for a moment
  const place = told;
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

// A button that asks first: the first press arms it, the second, while it has the focus, does it.
function sure(button, words) {
  if (button.classList.contains("sure")) return true;
  const before = { text: button.textContent, label: button.getAttribute("aria-label") };
  button.classList.add("sure");
  button.textContent = words;
  button.setAttribute("aria-label", `${words} ${before.label ?? ""}`);
  say(`${words} Press again.`);
  button.addEventListener("blur", () => {
    if (!button.isConnected) return;
    button.classList.remove("sure");
    button.textContent = before.text;
    if (before.label) button.setAttribute("aria-label", before.label);
  }, { once: true });
  return false;
}

// `act` a moment after the last call; what an earlier call brings too late is not shown.
function inPause(act, pause = 150) {
  let timer = 0;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), pause); };
}

function afterChanges(target, react) {
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; react(); });
  }).observe(target, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-key", "data-article"] });
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
