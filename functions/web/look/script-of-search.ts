/**
 * Answers while typing (ARIA combobox with a list). Nothing of it is there without the script: the form works alone.
 * Composing Chinese is waited for.
 */
export const SEARCH_SCRIPT = `
for (const form of document.querySelectorAll('form[data-live]')) {
  const input = form.elements.q;
  const list = document.createElement('ul');
  const said = document.createElement('span');
  Object.assign(list, { id: 'found-cases', hidden: true, className: 'find-list' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '找到的案件');
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  form.append(list, said);
  const set = (name, value) => input.setAttribute('aria-' + name, value);
  input.setAttribute('role', 'combobox');
  set('autocomplete', 'list'); set('controls', list.id); set('expanded', 'false');
  let timer = 0, asked = 0, at = -1;
  const choose = (next) => {
    list.children[at]?.setAttribute('aria-selected', 'false');
    at = next;
    const chosen = list.children[at];
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) set('activedescendant', chosen.id); else input.removeAttribute('aria-activedescendant');
  };
  const close = () => { asked += 1; list.hidden = true; set('expanded', 'false'); said.className = 'unseen'; choose(-1); };
  const open = (one) => { location.href = one.dataset.href; };
  const optionOf = ({ href, head, text, tag }, index) => {
    const option = document.createElement('li');
    option.id = 'found-' + index;
    option.dataset.href = href;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    for (const [name, value] of [['find-head', head], ['find-tag', tag], ['find-text', text]]) {
      const part = document.createElement('span');
      part.className = name; part.textContent = value;
      option.append(part, ' ');
    }
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => open(option));
    return option;
  };
  const show = ({ items, said: words }) => {
    list.replaceChildren(...items.map(optionOf));
    at = -1;
    input.removeAttribute('aria-activedescendant');
    list.hidden = items.length === 0;
    set('expanded', String(items.length > 0));
    said.textContent = words;
    said.className = items.length > 0 ? 'unseen' : 'find-list find-none';
  };
  const ask = async () => {
    const mine = ++asked;
    if (input.value.trim() === '') return close();
    const answer = await fetch(form.dataset.live, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (mine === asked && answer?.ok && !answer.redirected) show(await answer.json());
  };
  input.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 150);
  });
  input.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener('blur', close);
  form.addEventListener('submit', () => clearTimeout(timer));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === 'Escape' && count > 0) { event.preventDefault(); close(); }
    if (event.key === 'Enter' && at >= 0) { event.preventDefault(); open(list.children[at]); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (count > 0) choose((at + step + (at < 0 && step < 0 ? 1 : 0) + count) % count); else ask();
  });
}
`;
