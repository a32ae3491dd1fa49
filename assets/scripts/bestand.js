// A file goes over the connection of the page, to the process that shows it: once, and bounded.
export default function ({ parentElement, setTriggerValue }) {
  const field = parentElement.querySelector('input[type=file]');
  const told = parentElement.querySelector('[role=status]');
  if (!field || field.onchange) return;
  field.onchange = async () => {
    const file = field.files?.[0];
    if (!file) return;
    if (file.size > 170 * 1024) {
      told.textContent = 'Dit bestand is groter dan 170 kB; er is niets verstuurd.';
      return;
    }
    told.textContent = `${file.name} wordt gelezen.`;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    field.value = '';
    setTriggerValue('bestand', { naam: file.name, inhoud: btoa(text) });
    told.textContent = `${file.name} is gelezen.`;
  };
}
