/** Asks for the earlier cases of whom a form names, a moment after the last key; an answer that came too late is dropped. */
export const EARLIER_CASES = `
for (const place of document.querySelectorAll('[data-earlier]')) {
  const form = document.getElementById(place.dataset.form);
  const typed = () => {
    const query = new URLSearchParams();
    const named = (place.dataset.fields || 'phone identity name').split(' ');
    for (const of of named) {
      const field = place.dataset.fields ? of : place.dataset[of];
      const value = field && form.elements[field] && form.elements[field].value.trim();
      if (value) query.set(of, value);
    }
    return query;
  };
  let asked = typed().toString();
  let timer;
  const ask = async () => {
    const query = typed();
    if (query.toString() === asked) return;
    const own = asked = query.toString();
    const { into, form: id, kind, earlier } = place.dataset;
    for (const [name, value] of Object.entries({ form: into || id, kind, csrf: form.elements.csrf.value })) query.set(name, value);
    const answer = own === '' ? null : await fetch(earlier, { method: 'POST', body: query }).catch(() => null);
    const told = answer && answer.ok ? await answer.text() : '';
    if (asked === own) place.innerHTML = told;
  };
  if (place.dataset.into) form.addEventListener('submit', (event) => { event.preventDefault(); event.stopImmediatePropagation(); clearTimeout(timer); ask(); }, true);
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
}
`;
