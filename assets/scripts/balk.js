(() => {
  // Menu and search of every page, and links that stay within the app without loading it anew.
  // Without this script they are a form, a list that opens, and plain links.
  const find = (selector) => document.querySelector(selector);
  const app = () => find("[data-testid=stApp]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let index, holding, waiting;

  function close(menu) {
    if (menu?.matches(":popover-open")) menu.hidePopover();
  }

  function closeGroups(except) {
    for (const group of document.querySelectorAll(".amm-groep[open]"))
      if (group !== except) group.open = false;
  }

  // ---- links: the app follows an address as it does for the back button.

  function inApp(link) {
    const known = find("[data-paginas]")?.dataset.paginas.split(" ");
    const root = new URL("./", location.href).pathname;
    const away = (link.target && link.target !== "_self") || link.hasAttribute("download");
    return known && !away && link.origin === location.origin && link.pathname.startsWith(root)
      && ["", ...known].includes(link.pathname.slice(root.length))
      && app()?.dataset.testConnectionState === "CONNECTED";
  }

  // To another page goes along what the links of the head take along, unless the link says its own.
  function withChoice(address) {
    const url = new URL(address), home = find(".amm-merk");
    if (!home || url.pathname === location.pathname) return address;
    const kept = [...new URL(home.href).searchParams].filter(([name]) => !url.searchParams.has(name));
    for (const [name, value] of kept) url.searchParams.append(name, value);
    return url.href;
  }

  function follow(address) {
    const before = location.pathname;
    close(find("#amm-menu"));
    close(find("#amm-zoek"));
    closeGroups();
    history.pushState(null, "", withChoice(address));
    dispatchEvent(new PopStateEvent("popstate"));
    let ran = false, left = 600;
    const watch = new MutationObserver(() => { ran = true; });
    watch.observe(app(), { attributeFilter: ["data-test-script-state"] });
    clearInterval(waiting);
    waiting = setInterval(() => {
      // A run may be over before anybody sees that it began.
      const over = ran || before !== location.pathname || left < 590;
      const there = over && app().dataset.testScriptState === "notRunning" && isHere();
      if (!there && left--) return;
      clearInterval(waiting);
      watch.disconnect();
      if (there) arrive(before, address);
    }, 100);
  }

  // Whether the page that is drawn is the one of the address: a run that was cut short ends too.
  function isHere() {
    const head = find(".amm-balk"), [first] = head?.dataset.paginas.split(" ") ?? [];
    const slug = location.pathname.slice(new URL("./", location.href).pathname.length) || first;
    return !head || head.dataset.hier === slug;
  }

  function arrive(before, address) {
    const asked = location.hash && document.getElementById(location.hash.slice(1));
    if (asked) hold(() => document.getElementById(location.hash.slice(1)), true);
    else if (before !== location.pathname) {
      find("[data-testid=stMain]").scrollTo(0, 0);
      hold(() => find("[data-testid=stMain] h1"), true);
    } else hold(() => [...document.links].find((link) => link.href === address));
  }

  // What has the focus may be drawn once more just after the page came: then it gets it again,
  // until the visitor does something.
  function hold(goal, anyway) {
    clearInterval(holding);
    let left = 20;
    const give = (first) => {
      if (!(first && anyway) && document.activeElement !== document.body) return;
      const node = goal();
      if (node?.matches(":not(a)")) node.setAttribute("tabindex", "-1");
      node?.focus({ preventScroll: !location.hash });
    };
    give(true);
    holding = setInterval(() => (left-- ? give() : clearInterval(holding)), 100);
  }
  for (const act of ["pointerdown", "keydown"])
    addEventListener(act, () => clearInterval(holding), true);

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!event.target.closest?.(".amm-groep")) closeGroups();
    if (!link || event.defaultPrevented || event.button
      || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.matches(".amm-sprong")) {
      event.preventDefault();
      const goal = find("[data-testid=stMain] h1, main h1");
      goal?.setAttribute("tabindex", "-1");
      goal?.focus();
    } else if (inApp(link)) {
      event.preventDefault();
      follow(link.href);
    }
  });

  // ---- what a choice changed is told, in one place that stands there from the start: what is
  // marked for it, or else the first heading that is new, or that something is. Who comes to
  // another page has the focus on its heading; then only what is amiss is told.

  const MARKED = ".stMain [data-zegt], [data-testid=stToastText]";
  const HEADINGS = ".stMain :is(h1, h2, h3)";
  const voice = document.createElement("p");
  voice.id = "amm-zegt";
  voice.className = "amm-verborgen";
  voice.setAttribute("role", "status");
  addEventListener("DOMContentLoaded", () => document.body.append(voice));
  let told = new Set(), where, whole, quiet;

  const words = (node) => node.innerText.trim().replace(/\s*\n\s*/g, "\n")
    .replace(/([^.!?:])\n/g, "$1. ").replace(/\s+/g, " ");
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((node) => node.checkVisibility()).map((node) => [words(node), node]);

  function tell() {
    const stays = where === location.pathname, before = whole, known = told;
    const fresh = ([text, node]) => !known.has(text) && (stays || !node.closest(".stMain") || node.matches(".amm-melding"));
    const marked = seen(MARKED), headings = seen(HEADINGS);
    whole = [...document.querySelectorAll(".stMain .stHtml")].map((part) => part.textContent).join();
    told = new Set([...marked, ...headings].map(([text]) => text));
    where = location.pathname;
    const now = [marked.filter(fresh), headings.filter(fresh).slice(0, 1)].find((found) => found.length);
    if (now) voice.textContent = now.map(([text]) => text).join(" ");
    else if (stays && before !== whole) voice.textContent = "De pagina is bijgewerkt.";
  }
  // A page may be drawn, or shown for the first time, a while after its run is over.
  function settle(before) {
    const text = find(".stMain")?.textContent;
    if (app()?.dataset.testScriptState !== "notRunning") return;
    if (text === before && document.documentElement.matches(".amm-klaar")) tell();
    else quiet = setTimeout(settle, 300, text);
  }
  function soon() {
    clearTimeout(quiet);
    quiet = setTimeout(settle, 100);
  }
  new MutationObserver(soon)
    .observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
  // A message may come of a run that was over before anybody saw that it began.
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (added.some((node) => node.closest?.("[data-testid=stToastContainer]")
      ?? node.querySelector?.("[data-testid=stToastText]"))) soon();
  }).observe(document, { subtree: true, childList: true });

  // ---- what the tab key comes to is seen in full, also in a box that moves by itself.

  let tabs = false;
  addEventListener("keydown", (event) => { tabs = event.key === "Tab"; }, true);
  addEventListener("pointerdown", () => { tabs = false; }, true);
  addEventListener("focusin", () => {
    const target = document.activeElement; // a group hands the focus on while it gets it
    if (!tabs || !target.matches(".stMain *")) return;
    const seen = target.closest("label, .react-aria-ComboBox > [role=group]") ?? target;
    seen.scrollIntoView({ block: "nearest", inline: "nearest" });
    const under = parseFloat(getComputedStyle(seen).scrollMarginTop) - seen.getBoundingClientRect().top;
    if (under > 0 && seen.clientHeight < innerHeight / 2) find(".stMain").scrollTop -= under;
  });

  // ---- colours: those that the server gave follow when the machine turns dark or light.

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", ({ matches }) => {
    let left = 20;
    const turning = setInterval(() => {
      const turned = getComputedStyle(app()).colorScheme === (matches ? "dark" : "light");
      if (turned) dispatchEvent(new PopStateEvent("popstate"));
      if (turned || !left--) clearInterval(turning);
    }, 100);
  });

  // ---- menu: focus moves in; Escape and a choice close it.

  addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    if (event.target.id === "amm-menu") event.target.querySelector("a").focus();
    if (event.target.id === "amm-zoek") { event.target.querySelector("input").focus(); load(); }
  }, true);
  addEventListener("focusout", (event) => {
    const group = event.target.closest?.(".amm-groep[open]");
    if (group && event.relatedTarget && !group.contains(event.relatedTarget)
      && !group.closest(":popover-open")) group.open = false;
  });
  addEventListener("keydown", (event) => {
    const group = event.key === "Escape" && event.target.closest?.(".amm-groep[open]");
    if (!group) return;
    event.preventDefault();
    group.open = false;
    group.firstElementChild.focus();
  });

  // ---- search: what is found while one types; Enter goes there, or asks the server.

  async function load() {
    const form = find("#amm-zoek");
    index ??= fetch(`${form.action}.json`).then((reply) => (reply.ok ? reply.json() : []))
      .catch(() => { index = undefined; return []; });
    return index;
  }

  const rank = (name, words) =>
    (name.startsWith(words[0]) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2);

  async function search(input) {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const known = words.length ? await load() : [];
    if (plain(input.value).split(/\s+/).filter(Boolean).join() !== words.join()) return;
    const found = known
      .filter(([name, kind, , more]) => words.every((w) => plain(`${name} ${kind} ${more}`).includes(w)))
      .map((item, place) => [rank(plain(item[0]), words), place, item])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((item) => item[2]);
    show(input, words.length ? found : undefined);
  }

  function show(input, found) {
    const list = find("#amm-gevonden"), shown = (found ?? []).slice(0, 8);
    list.replaceChildren(...shown.map(([name, kind, address], place) => {
      const line = document.createElement("li");
      line.id = `amm-vondst-${place}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.dataset.adres = address;
      line.append(...[name, kind].map((text) => {
        const part = document.createElement("span");
        part.textContent = text;
        return part;
      }));
      return line;
    }));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!!shown.length));
    input.removeAttribute("aria-activedescendant");
    const count = found?.length;
    find("#amm-telling").textContent = found === undefined ? ""
      : !count ? "Niets gevonden. Druk op Enter voor wat erop lijkt."
        : count > shown.length ? `${count} gevonden, de eerste ${shown.length} staan hier.`
          : `${count} gevonden.`;
  }

  function choose(line) {
    const root = find("#amm-zoek").action.replace(/zoek$/, "");
    const link = Object.assign(document.createElement("a"), { href: root + line.dataset.adres });
    if (inApp(link)) follow(link.href);
    else location.assign(link.href);
  }

  function move(input, by) {
    const lines = [...document.querySelectorAll("#amm-gevonden li")];
    if (!lines.length) return;
    const now = lines.findIndex((line) => line.ariaSelected === "true");
    const next = lines[(now + by + lines.length + (now < 0 && by < 0)) % lines.length];
    for (const line of lines) line.ariaSelected = String(line === next);
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  addEventListener("input", (event) => {
    if (event.target.id === "amm-vraag") search(event.target);
  });
  addEventListener("keydown", (event) => {
    if (event.target.id !== "amm-vraag" || event.isComposing) return;
    const chosen = find("#amm-gevonden li[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.target, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  });
  addEventListener("click", (event) => {
    const line = event.target.closest?.("#amm-gevonden li");
    if (line) choose(line);
  });
})();
