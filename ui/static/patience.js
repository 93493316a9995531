// While an answer is awaited: how many questions are before it, and after some seconds that it takes longer than usual.
const USUAL = 8; // seconds
const patience = { ahead: 0, late: false, timer: 0 };

function beginPatience() {
  clearTimeout(patience.timer);
  Object.assign(patience, { ahead: 0, late: false });
  patience.timer = setTimeout(() => {
    patience.late = true;
    if (running) say(showPatience());
  }, USUAL * 1000);
}

function showAhead(ahead) {
  patience.ahead = ahead;
  showPatience();
}

function showPatience() { // also after each step, which brings the turn anew
  const { ahead, late } = patience;
  const before = ahead ? `${ahead} ${ahead === 1 ? "question is" : "questions are"} before this one.` : "";
  const long = late ? "It takes longer than usual: the machine may be busy. The question is kept, also if you close this page." : "";
  const words = [before, long].filter(Boolean).join(" ");
  const place = find("#thread .working .patience");
  if (place) place.textContent = words;
  return words;
}
