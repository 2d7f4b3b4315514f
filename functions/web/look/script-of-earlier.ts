/** Asks for the earlier cases of whom a form names, a moment after the last key; an answer that came too late is dropped. */
export const EARLIER_CASES = `
for (const place of document.querySelectorAll('[data-earlier]')) {
  const form = place.closest('form');
  const typed = () => {
    const query = new URLSearchParams();
    for (const of of ['phone', 'identity', 'name']) {
      const value = place.dataset[of] && form.elements[place.dataset[of]].value.trim();
      if (value) query.set(of, value);
    }
    return query.toString();
  };
  let asked = typed();
  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const query = typed();
      if (query === asked) return;
      asked = query;
      const answer = query === '' ? null : await fetch(place.dataset.earlier + '&' + query).catch(() => null);
      const told = answer && answer.ok ? await answer.text() : '';
      if (asked === query) place.innerHTML = told;
    }, 250);
  });
}
`;
