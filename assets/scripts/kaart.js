// A map to choose on: a click or Enter chooses a municipality, Shift adds it to the choice.
// Arrows go from one to the next; the map is one stop of the tab key.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.amm-kaart-plek') ?? parentElement;
  const had = box.contains(document.activeElement) ? document.activeElement : null;
  const code = had?.dataset?.gebied;
  if (box.innerHTML !== data.kaart) box.innerHTML = data.kaart;

  const lists = [...box.querySelectorAll('[role=listbox]')];
  const optionsOf = (list) => [...list.querySelectorAll('[role=option]')];
  const reach = (option) => {
    for (const other of optionsOf(option.closest('[role=listbox]'))) {
      other.setAttribute('tabindex', other === option ? '0' : '-1');
    }
  };
  for (const list of lists) {
    const options = optionsOf(list);
    const chosen = options.find((option) => option.getAttribute('aria-selected') === 'true');
    const first = options.find((option) => option.dataset.gebied === code) ?? chosen ?? options[0];
    if (first) reach(first);
    if (code && first?.dataset.gebied === code && first.getClientRects().length) first.focus();
  }

  const choose = (option, adds) => {
    const options = optionsOf(option.closest('[role=listbox]'));
    const chosen = options.filter((other) => other.getAttribute('aria-selected') === 'true');
    const codes = chosen.map((other) => other.dataset.gebied);
    const own = option.dataset.gebied;
    const rest = codes.filter((other) => other !== own);
    const alone = codes.includes(own) && (adds || codes.length === 1) ? [] : [own];
    setTriggerValue('gekozen', adds ? [...rest, ...alone] : alone);
  };
  box.onclick = (event) => {
    const option = event.target.closest('[role=option]');
    if (option) choose(option, event.shiftKey);
  };
  box.onkeydown = (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    const options = optionsOf(option.closest('[role=listbox]'));
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const places = { Home: 0, End: options.length - 1 };
    const place = places[event.key] ?? options.indexOf(option) + (steps[event.key] ?? NaN);
    if (event.key === 'Enter' || event.key === ' ') choose(option, event.shiftKey);
    else if (Number.isNaN(place)) return;
    else {
      const next = options[(place + options.length) % options.length];
      reach(next);
      next.focus();
    }
    event.preventDefault();
  };
}
