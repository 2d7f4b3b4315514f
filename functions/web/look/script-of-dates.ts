/** A calendar beside each date that is typed, for those who would rather point: the field itself stays what it is. */
export const DATE_SCRIPT = `
for (const field of document.querySelectorAll('input[data-picks]')) {
  const calendar = document.createElement('input');
  calendar.type = field.dataset.picks;
  calendar.tabIndex = -1;
  calendar.className = 'picker';
  calendar.setAttribute('aria-label', '从日历选择：' + field.labels[0].textContent);
  if (field.form) calendar.setAttribute('form', '');
  calendar.addEventListener('focus', () => { calendar.value = field.value.replace(' ', 'T'); });
  calendar.addEventListener('change', () => {
    field.value = calendar.value.replace('T', ' ');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const pair = document.createElement('span');
  pair.className = 'picked';
  field.replaceWith(pair);
  pair.append(field, calendar);
  if (field.autofocus) field.focus();
}
`;
