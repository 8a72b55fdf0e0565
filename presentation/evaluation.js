// Keeps verdicts and remarks in the browser, shows one kind of difference at a time, saves the verdicts as a file.
(() => {
  "use strict";
  const cases = [...document.querySelectorAll(".case")];
  if (!cases.length) return;

  const store = "mandategraph verdicts: " + document.title;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(store)) || {};
  } catch {
    kept = {}; // Nothing is kept, or the browser keeps nothing: the page works for as long as it is open.
  }

  const show = document.getElementById("show");
  const progress = document.getElementById("progress");
  const verdict = (item) => (item.querySelector("input[type=radio]:checked") || {}).value || "";
  const remark = (item) => item.querySelector(".remark input");

  const count = () => {
    progress.textContent = cases.filter(verdict).length + " of " + cases.length + " have a verdict";
  };
  const keep = (item) => {
    kept[item.dataset.key] = { verdict: verdict(item), remark: remark(item).value };
    try {
      localStorage.setItem(store, JSON.stringify(kept));
    } catch {
      // See above.
    }
    count();
  };
  const filter = () => {
    for (const item of cases) {
      item.hidden = show.value === "open" ? verdict(item) !== "" : show.value !== "" && item.dataset.kind !== show.value;
    }
  };
  const save = () => {
    const lines = cases
      .map((item) => ({ case: item.dataset.key, verdict: verdict(item), remark: remark(item).value }))
      .filter((line) => line.verdict || line.remark)
      .map((line) => JSON.stringify(line) + "\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
    link.download = "verdicts.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  for (const item of cases) {
    const before = kept[item.dataset.key];
    if (before) {
      for (const radio of item.querySelectorAll("input[type=radio]")) radio.checked = radio.value === before.verdict;
      remark(item).value = before.remark;
    }
    item.addEventListener("input", () => keep(item));
  }
  show.addEventListener("change", filter);
  document.getElementById("save").addEventListener("click", save);
  document.querySelector(".tools").hidden = false;
  count();
})();
