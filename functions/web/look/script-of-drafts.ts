/** Keeps what is typed into a form with a draft: some seconds after the last key, and when the page is left. */
export const DRAFT_SCRIPT = `
for (const form of document.querySelectorAll('form[data-draft]')) {
  const said = form.querySelector('.draft-said');
  const tell = (text) => { if (said) said.textContent = text; };
  let waiting = null;
  let sent = false;
  const typed = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    return body;
  };
  const later = (ms) => { clearTimeout(waiting); waiting = setTimeout(keep, ms); };
  async function keep() {
    waiting = null;
    try {
      const answer = await fetch('/drafts', { method: 'POST', body: typed(), headers: { accept: 'text/plain' } });
      tell(answer.ok ? await answer.text() : answer.status === 401 ? '登录已过期，内容还在本页；提交时会请您登录，不会丢失。' : '');
    } catch {
      tell('网络不通，内容还在本页，恢复后自动存草稿。');
      if (!sent) later(10000);
    }
  }
  form.addEventListener('input', () => { sent = false; later(1500); });
  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopPropagation();
      tell('网络不通，没有提交。内容还在本页，恢复后再提交。');
      return;
    }
    sent = true;
    clearTimeout(waiting);
    waiting = null;
  });
  addEventListener('pagehide', () => {
    if (waiting === null || sent) return;
    clearTimeout(waiting);
    waiting = null;
    navigator.sendBeacon('/drafts', typed());
  });
}
`;
