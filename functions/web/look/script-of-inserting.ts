/**
 * A select whose choice writes into another field: an empty field takes the text, one with words takes it after them, and a
 * text that was inserted and not touched gives way to the next. Without script the server fills the field where it was
 * left empty.
 */
export const INSERTING = `
document.addEventListener('change', ({ target }) => {
  const fills = target.dataset && target.dataset.fills;
  const field = fills && document.getElementById(fills);
  const text = field && target.selectedOptions[0].dataset.inserts;
  if (!text) return;
  const untouched = field.value === '' || field.value === field.dataset.inserted;
  field.value = untouched ? text : field.value + '\\n' + text;
  field.dataset.inserted = untouched ? text : '';
});
`;
