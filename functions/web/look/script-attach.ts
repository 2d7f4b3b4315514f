/** Files dropped on a form or pasted into the page are added to those chosen; what is too large is said before it is sent. */
export const ATTACH_SCRIPT = `
for (const input of document.querySelectorAll('input[data-most]')) {
  const form = input.form;
  const place = input.closest('section') || form;
  const most = Number(input.dataset.most);
  const said = input.parentElement.querySelector('[role=status]');
  const chosen = () => [...form.querySelectorAll('input[type=file]')].flatMap((one) => [...one.files]);
  const tooMuch = () => chosen().reduce((sum, { size }) => sum + size, 0) > most;
  const tell = () => {
    const names = chosen().map(({ name }) => name);
    said.textContent = names.length === 0 ? '' : '已选 ' + names.length + ' 个：' + names.join('、') +
      (tooMuch() ? '。合计超过 ' + Math.floor(most / 1048576) + ' MB，请分次上传。' : '');
  };
  const add = (files) => {
    const all = new DataTransfer();
    for (const file of [...input.files, ...files]) all.items.add(file);
    input.files = all.files;
    const folded = input.closest('details');
    if (folded) folded.open = true;
    tell();
  };
  const hasFiles = (event) => [...event.dataTransfer.types].includes('Files');
  form.addEventListener('change', tell);
  place.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    place.classList.add('dropping');
  });
  for (const over of ['dragleave', 'drop']) place.addEventListener(over, () => place.classList.remove('dropping'));
  place.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  document.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  form.addEventListener('submit', (event) => {
    if (tooMuch()) { event.preventDefault(); tell(); input.focus(); return; }
    if (chosen().length > 0) said.textContent = '正在上传，请稍候……';
  });
}
`;
