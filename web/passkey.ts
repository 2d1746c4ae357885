/**
 * Makes a passkey, or signs in with one: asks the server for a challenge, the browser for its answer, and takes the answer
 * back. The form says where (`data-passkey-path`), which of both (`data-passkey`) and what to say if it fails.
 */
export function passkeyForm(form: HTMLFormElement): void {
  const { passkey, passkeyPath: path = '', passkeyFailed = '' } = form.dataset;
  const said = form.querySelector<HTMLElement>('[role="alert"]');
  let busy = false;

  const send = async (to: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(path + to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const document = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Refusal(String(document.detail ?? passkeyFailed));
    return document;
  };
  const run = async () => {
    const options = await send('/options', {});
    const credential =
      passkey === 'create'
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
              options as unknown as PublicKeyCredentialCreationOptionsJSON,
            ),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
              options as unknown as PublicKeyCredentialRequestOptionsJSON,
            ),
          });
    const fields = Object.fromEntries(new FormData(form));
    const { location: next } = await send('/answer', { ...fields, credential });
    location.assign(String(next));
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    if (said) said.textContent = '';
    try {
      await run();
    } catch (error) {
      if (said) said.textContent = error instanceof Refusal ? error.message : passkeyFailed;
      busy = false;
    }
  });
}

/** What the server says is wrong, in words for people. */
class Refusal extends Error {}

// Browsers that cannot read the options as JSON keep the way by mail.
if (typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    passkeyForm(form);
    form.hidden = false;
  }
  for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-absent]')) note.hidden = true;
}
