"use strict";
// Shows one slide at a time. Without this script the document is a list to scroll through.
(() => {
  const slides = [...document.querySelectorAll(".dia")];
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const { terug, leeft, wissel } = document.body.dataset;
  const PING = 15000, RETRY = 5000, PATIENCE = 4000, STALE = 3600000;
  const born = Date.now(), seconds = Number(wissel);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let now = -1, typed = "", online = true, running = seconds > 0 && !calm, turn, note;
  let letters = new URLSearchParams(location.search).get("toetsen") !== "uit";

  function show(wanted) {
    const next = Math.min(Math.max(wanted, 0), slides.length - 1);
    if (next === now) return;
    slides[now]?.classList.remove("nu");
    slides[next].classList.add("nu");
    now = next;
    root.classList.remove("is-code");
    history.replaceState(history.state, "", "#" + (now + 1));
    scrollTo(0, 0);
    $("zegt").textContent =
      `Dia ${now + 1} van ${slides.length}: ${slides[now].querySelector(".kop").textContent}`;
    again();
  }

  function tell(text, seconds) {
    clearTimeout(note);
    $("melding").hidden = !text;
    $("melding").textContent = text;
    if (text && seconds) note = setTimeout(rest, seconds * 1000);
  }

  function rest() {
    typed = "";
    tell(online ? "" : "Geen verbinding: de cijfers blijven staan");
  }

  function black(on) {
    $("zwart").hidden = !on;
    root.classList.toggle("is-zwart", on);
    $("zegt").textContent = on ? "Zwart scherm" : "";
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  }

  // A screen in a hall goes round by itself, and fetches newer figures once an hour.
  function again() {
    clearTimeout(turn);
    told();
    if (!running) return;
    turn = setTimeout(() => {
      if (now < slides.length - 1) return show(now + 1);
      if (online && Date.now() - born > STALE) location.replace(location.href.split("#")[0]);
      else show(0);
    }, seconds * 1000);
  }

  // What moves by itself can be stopped by who sees it, and rests for who asked for no motion.
  function told() {
    if (!$("stil")) return;
    $("stil").hidden = false;
    $("stil").textContent = running ? "Zet stil" : "Wissel vanzelf";
  }

  function pause() {
    if (!running) return;
    running = false;
    again();
    tell("Wisselt niet meer vanzelf. De knop rechtsboven gaat verder.", 4);
  }

  function run() {
    running = true;
    again();
    tell("Wisselt weer vanzelf", 2);
  }

  // Keys of one letter get in the way of who speaks to a computer; the choice stays in the link.
  function useLetters(on) {
    letters = on;
    const search = location.search.replace(/&toetsen=uit(?=&|$)/, "");
    history.replaceState(history.state, "", search + (on ? "" : "&toetsen=uit") + location.hash);
    showLetters();
  }

  function showLetters() {
    $("losse-toetsen").setAttribute("aria-pressed", String(!letters));
  }

  function open(name) {
    for (const other of ["toetsen", "inhoud"])
      $(other).open = other === name && !$(other).open;
  }

  function go(wanted) {
    if ($("zwart").hidden) show(wanted);
    else black(false);
  }

  function leave() {
    if ($("toetsen").open || $("inhoud").open) open("");
    else if (root.classList.contains("is-code")) root.classList.remove("is-code");
    else if (!$("zwart").hidden) black(false);
    else location.href = terug;
  }

  const keys = {
    ArrowRight: () => go(now + 1), ArrowDown: () => go(now + 1), PageDown: () => go(now + 1),
    " ": () => go(now + 1), ArrowLeft: () => go(now - 1), ArrowUp: () => go(now - 1),
    PageUp: () => go(now - 1), Backspace: () => go(now - 1), Home: () => go(0),
    End: () => go(slides.length - 1), Escape: leave, f: full,
    b: () => black($("zwart").hidden), ".": () => black($("zwart").hidden),
    "?": () => open("toetsen"), d: () => open("inhoud"),
    q: () => root.classList.toggle("is-code"),
    Enter: () => { go(typed ? Number(typed) - 1 : now + 1); rest(); },
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if ([" ", "Enter"].includes(key) && event.target.closest("a, summary, button")) return;
    if (!letters && key.length === 1 && key !== " ") return;
    if (key === "p" && seconds > 0 && !running) return run();
    if (key !== "Tab" && key !== "Shift") pause();
    if (/^[0-9]$/.test(key)) {
      typed = (typed + key).slice(-3);
      return tell(`Naar dia ${typed}: druk op Enter`, 4);
    }
    if (!keys[key]) return;
    event.preventDefault();
    keys[key]();
  });

  addEventListener("click", (event) => {
    if (event.target === $("stil")) return running ? pause() : run();
    if (event.target === $("losse-toetsen")) return useLetters(!letters);
    if (event.target.closest("#inhoud a")) open("");
    if (event.target.closest("a, summary, details") || String(getSelection())) return;
    pause();
    const place = event.clientX / innerWidth;
    if (place > 2 / 3) go(now + 1);
    else if (place < 1 / 3) go(now - 1);
  });

  let from;
  addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : undefined;
  }, { passive: true });
  addEventListener("touchend", ({ target, changedTouches: [touch] }) => {
    const part = target.closest(".midden"); // what is wider than a phone is moved by hand
    if (!from || part?.scrollWidth > part?.clientWidth) return;
    const x = touch.clientX - from.x, y = touch.clientY - from.y;
    if (Math.abs(x) < 50 || Math.abs(x) < 2 * Math.abs(y)) return;
    pause();
    go(now + (x < 0 ? 1 : -1));
  });

  addEventListener("hashchange", () => show(fromAddress()));
  const fromAddress = () => (Number.parseInt(location.hash.slice(1), 10) || 1) - 1;

  // What is shown stays, whatever happens to the line; who presents is told quietly.
  async function ping() {
    const before = online;
    try {
      online = (await fetch(leeft, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
    } catch {
      online = false;
    }
    if (before !== online) rest();
    setTimeout(ping, online ? PING : RETRY);
  }

  root.classList.add("toont");
  showLetters();
  show(fromAddress());
  if (seconds && calm) tell("Wisselt niet vanzelf: uw apparaat vraagt om rust.", 6);
  setTimeout(ping, PING);
})();
