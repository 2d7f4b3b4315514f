/** Asks the browser for a passkey when its form is sent; where the browser has none, the form goes without an answer. */
export const PASSKEY_SCRIPT = `
for (const field of document.querySelectorAll('input[data-passkey]')) {
  const { form } = field;
  form.addEventListener('submit', async (event) => {
    const keys = window.PublicKeyCredential;
    if (!keys || !keys.parseRequestOptionsFromJSON) return;
    event.preventDefault();
    const options = JSON.parse(field.dataset.options);
    try {
      const answer = field.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(answer);
    } catch {
      field.value = '';
    }
    form.submit();
  });
}
`;
