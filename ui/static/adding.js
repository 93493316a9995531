// Adding articles: files, text, an address; and how far that is.
const EVERY = 700; // milliseconds between looks at a running job

async function watchJob() {
  await fill(".progress", "page/job");
  if (archive().querySelector('.job[data-state="running"]')) setTimeout(watchJob, EVERY);
  else { showTable(); document.dispatchEvent(new Event("citewire:archive")); }
}

async function beginJob(path, sent, form) {
  try {
    archive().querySelector(".progress").innerHTML = await request(path, sent);
    form?.reset();
    watchJob();
  } catch (error) { archive().querySelector(".progress").textContent = error.message; }
}

async function addFiles(files) {
  const batch = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const place = archive().querySelector(".progress");
  let refused = "";
  for (const [position, file] of [...files].entries()) {
    place.textContent = `Sending ${position + 1} of ${files.length}: ${file.name}`;
    const address = `page/upload?batch=${batch}&name=${encodeURIComponent(file.name)}`;
    const answer = await fetch(address, { method: "POST", body: file }).catch(() => null);
    if (!answer?.ok) {
      const { detail } = (await answer?.json().catch(() => null)) ?? {};
      refused = `${file.name}: ${detail ?? "was not taken"}`;
      tell(refused);
    }
  }
  if (refused && files.length === 1) place.textContent = refused;
  else await beginJob("page/add-files", { batch });
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
