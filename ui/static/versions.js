// What changed in an article: asked for when its line in the panel is unfolded.
document.addEventListener("toggle", async (event) => {
  const line = event.target;
  if (!line.matches?.("#source details.versions") || !line.open) return;
  const place = line.querySelector(".changes");
  if (place.hasChildNodes()) return;
  try { place.innerHTML = await request("page/changes", { article: line.dataset.article }); }
  catch (error) { place.textContent = error.message; }
}, true); // `toggle` does not bubble
