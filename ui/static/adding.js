// Adding articles: files, text, an address; and how far that is.
const EVERY = 700; // milliseconds between looks at a running job
let refused = []; // files that the server did not take, and why

const later = []; // what was asked for while other work on the collection was going on

let watched = 0; // only the last that began to watch goes on

async function watchJob(mine = ++watched) {
  await fill(".progress", "page/job");
  if (mine !== watched) return;
  const job = archive().querySelector(".job");
  if (job?.dataset.state === "running") setTimeout(watchJob, EVERY, mine);
  else if (job) {
    showRefused();
    say(archive().querySelector(".progress").textContent);
    showTable();
    document.dispatchEvent(new Event("citewire:archive"));
    beginLater();
  }
}

function beginLater() {
  if (!later.length) return;
  const place = archive().querySelector(".progress");
  const finished = place.cloneNode(true); // how it went stays to be read
  finished.className = "finished";
  place.before(finished);
  beginJob(...later.shift());
}

function showRefused() {
  if (!refused.length) return;
  const list = document.createElement("ul");
  list.className = "failures";
  list.append(...refused.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  archive().querySelector(".progress").append(list);
  refused = [];
}

async function beginJob(path, sent, form) {
  try {
    archive().querySelector(".progress").innerHTML = await request(path, sent);
    form?.reset();
    watchJob();
  } catch (error) {
    if (error.status !== 409) { archive().querySelector(".progress").textContent = error.message; return; }
    later.push([path, sent]); // files that were sent are still there
    form?.reset();
    tell("That follows when the running work is finished.");
    watchJob();
  }
}

// Which file is being sent, how many there are, how much of all of them has gone and how long the rest will take.
function sending(files) {
  const place = archive().querySelector(".progress");
  const line = document.createElement("p");
  const bar = Object.assign(document.createElement("progress"), { max: files.reduce((sum, file) => sum + file.size, 0) || 1 });
  bar.setAttribute("aria-label", "Sending files");
  place.replaceChildren(line, bar);
  const began = performance.now();
  return (position, sent) => {
    const gone = files.slice(0, position).reduce((sum, file) => sum + file.size, 0) + sent;
    const left = gone ? ((performance.now() - began) / gone) * (bar.max - gone) / 1000 : null;
    const soon = left === null || left < 1 ? "" : `, about ${left < 90 ? `${Math.ceil(left)} seconds` : `${Math.ceil(left / 60)} minutes`} left`;
    line.textContent = `Sending ${files[position].name}, ${position + 1} of ${files.length}${soon}`;
    bar.value = gone;
  };
}

// The reason why the file was not taken; empty if it was. Not by fetch, which does not tell how much has gone.
function sendFile(file, address, tellSent) {
  return new Promise((done) => {
    const sender = new XMLHttpRequest();
    sender.open("POST", address);
    sender.upload.addEventListener("progress", (event) => tellSent(Math.min(event.loaded, file.size)));
    sender.addEventListener("load", () => {
      if (sender.status < 300) { done(""); return; }
      let detail = "";
      try { ({ detail } = JSON.parse(sender.responseText)); } catch { /* no reason given */ }
      done(typeof detail === "string" && detail ? detail : "was not taken");
    });
    sender.addEventListener("error", () => done("did not reach the server"));
    sender.send(file);
  });
}

async function addFiles(files) {
  const batch = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const tellSent = sending(files);
  refused = [];
  for (const [position, file] of files.entries()) {
    tellSent(position, 0);
    const address = `page/upload?batch=${batch}&name=${encodeURIComponent(file.name)}`;
    const reason = await sendFile(file, address, (sent) => tellSent(position, sent));
    if (reason) refused.push(`${file.name}: ${reason}`);
  }
  if (refused.length < files.length) await beginJob("page/add-files", { batch });
  else { archive().querySelector(".progress").replaceChildren(); showRefused(); }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#archive form");
  if (!form) return;
  event.preventDefault();
  const sent = Object.fromEntries(new FormData(form));
  if (form.matches(".add-text")) beginJob("page/add-text", sent, form);
  else if (form.matches(".add-url")) beginJob("page/add-url", sent, form);
  else if (form.matches(".rebuild")) beginJob("page/rebuild", {});
});
document.addEventListener("change", (event) => {
  if (event.target.matches("#archive input[type=file]") && event.target.files.length) {
    addFiles([...event.target.files]);
    event.target.value = "";
  }
});
for (const kind of ["dragover", "drop"])
  document.addEventListener(kind, (event) => {
    if (!event.target.closest?.("#archive .drop")) return;
    event.preventDefault();
    if (kind === "drop" && event.dataTransfer.files.length) addFiles([...event.dataTransfer.files]);
  });
