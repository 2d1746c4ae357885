import type { Language } from '#domain/taxonomy/language.ts';
import { isOf, sayTheSame } from '../device/own-copy.ts';
import { openStore } from '../device/store.ts';
import { putInOutbox } from '../outbox.ts';
import { paths } from '../paths.ts';

/** Names of the form that are no answers. */
const NOT_ANSWERS = new Set(['form', 'stage', 'go', 'draft', 'draft_version', 'trap']);

/**
 * A step of the form that did not reach the register. Its answers are kept on this device, and the form goes on without
 * a connection where it was. If it was the last step, the submission waits to be sent.
 */
export async function keepLostPost(body: FormData, language: Language): Promise<Response> {
  const said = (name: string) => String(body.get(name) ?? '');
  const fields = [...body].flatMap(([name, value]): [string, string][] =>
    NOT_ANSWERS.has(name) || typeof value !== 'string' ? [] : [[name, value.replaceAll('\r\n', '\n')]],
  );
  const [go, stage] = [said('go'), said('stage')];
  const id = said('draft');
  const name = id ? `draft:${id}` : 'new';
  const store = await openStore();
  try {
    const copies = (await store.getAll('drafts')).filter(
      (copy) => isOf(name, copy.key) && sayTheSame(copy.fields, fields),
    );
    if (go === 'send') {
      await putInOutbox(
        { key: id ? name : keyOf(said('form')), fields, language },
        copies.map(({ key }) => key),
      );
      return Response.redirect(paths.onDevice(language), 303);
    }
    const key = copies[0]?.key ?? `${name}:${Date.now()}`;
    if (copies.length === 0) {
      const version = Number(said('draft_version')) || null;
      await store.put('drafts', { key, fields, stage, language, savedAt: Date.now(), version });
    }
    const query = new URLSearchParams({ ...(id && { draft: id }), copy: key });
    return Response.redirect(`${paths.offlineForm(language)}?${query}#${placeAfter(go, stage)}`, 303);
  } finally {
    store.close();
  }
}

/** Where the form goes on: `at-`, `before-` or `after-` and a step. */
function placeAfter(go: string, stage: string): string {
  if (go.startsWith('change:')) return `at-${go.slice('change:'.length)}`;
  if (go === 'back') return `before-${stage}`;
  return go === 'rows' || go === 'stay' ? `at-${stage}` : `after-${stage}`;
}

/**
 * The key that the register itself gives to a form without a draft; one with a draft has the name of that. The register
 * may have taken the submission before the connection broke, and under the same key it takes no second one.
 */
function keyOf(token: string): string {
  try {
    const [payload = ''] = token.split('.');
    const [id] = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as unknown[];
    if (typeof id === 'string' && id !== '') return id;
  } catch {
    // Not a token of ours.
  }
  return crypto.randomUUID();
}
