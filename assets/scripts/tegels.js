(() => {
  // Which tiles of the gallery are seen: those whose title has every word. Without this script all.
  const find = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const asked = find("tegel-vraag");

  function show() {
    const words = plain(asked.value).split(/\s+/).filter(Boolean);
    let all = 0;
    for (const part of document.querySelectorAll(".galerij-deel")) {
      let shown = 0;
      for (const tile of part.querySelectorAll("[data-titel]")) {
        tile.hidden = !words.every((word) => plain(tile.dataset.titel).includes(word));
        shown += !tile.hidden;
      }
      part.hidden = !shown;
      all += shown;
    }
    find("tegel-telling").textContent = words.length ? `${all} ${all === 1 ? "tegel" : "tegels"}` : "";
    find("geen-tegel").hidden = all > 0;
  }

  find("tegel-zoek").hidden = false;
  asked.addEventListener("input", show);
  if (asked.value) show();
})();
