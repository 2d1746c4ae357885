import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { entryById, historyOf } from '#db/entries.ts';
import { lookAt } from '#db/versions.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { anOrganization, aPublishedEntry, happen, joins } from '#test/support/published.ts';
import { anAccount, call, post, postForm, signedIn, signInTo } from '#test/support/sign-in.ts';

const titled = (title: string) => {
  const content = aContent();
  return { ...content, texts: content.texts.map((text) => ({ ...text, title })) };
};

/** A published entry that was changed once and corrected once: revisions 1 to 3, all public. */
async function threeRevisions() {
  const entry = await aPublishedEntry({ content: titled('The first title') });
  const second = await happen(entry.id, entry.standing, 'initiative.amended', {}, titled('The second title'));
  const standing = await happen(entry.id, second, 'initiative.corrected', {}, titled('The third title'));
  return { ...entry, standing };
}

async function entryNow(id: string) {
  const entry = await entryById(env.DB, id);
  if (!entry) throw new Error('no entry');
  return entry;
}

describe('comparing', { timeout: 30_000 }, () => {
  test('any two revisions of an entry, word by word', async () => {
    const moderator = await signedIn('moderator');
    const { id, standing } = await threeRevisions();
    await happen(id, standing, 'initiative.revised', {}, titled('The fourth title'));
    const text = async (query: string) =>
      (await (await call(`/en/moderation/${id}/compare${query}`, { headers: moderator })).text()).replace(
        /<span class="visually-hidden"[^>]*>[^<]*<\/span>/g,
        '',
      );
    expect(await text('?from=1&to=2')).toMatch(/<del>first<\/del><ins>second<\/ins>/);
    expect(await text('?from=2&to=1')).toMatch(/<del>second<\/del><ins>first<\/ins>/);
    // By default what is public and what is worked on; what is no revision counts as not said.
    for (const query of ['', '?from=9&to=x', '?from=0'])
      expect([query, await text(query)]).toEqual([
        query,
        expect.stringMatching(/<del>third<\/del><ins>fourth<\/ins>/),
      ]);
    expect(await text('?from=2&to=2')).toContain('No field was changed.');
    const page = await text('');
    expect(page).toContain('(public as version 3)');
    expect(page).toContain('(was public as version 1)');
  });

  test('is for those who may read the entry at the desk', async () => {
    const { id } = await threeRevisions();
    const path = `/en/moderation/${id}/compare`;
    const anonymous = await call(path);
    expect([anonymous.status, anonymous.headers.get('location')]).toEqual([
      303,
      `/en/sign-in?${new URLSearchParams({ next: path })}`,
    ]);
    expect((await call(path, { headers: await signedIn('submitter') })).status).toBe(404);
    for (const role of ['reviewer', 'moderator', 'administrator'] as const)
      expect([role, (await call(path, { headers: await signedIn(role) })).status]).toEqual([role, 200]);
    const email = await anAccount('moderator');
    const own = await aPublishedEntry();
    await env.DB.prepare(
      'UPDATE contacts SET user_id = (SELECT id FROM users WHERE email = ?1) WHERE id = ?2',
    )
      .bind(email, own.contactId)
      .run();
    const partisan = { headers: await signInTo(email) };
    expect((await call(`/en/moderation/${own.id}/compare`, partisan)).status).toBe(404);
    expect((await call('/en/moderation/0000000000/compare', partisan)).status).toBe(404);
  });
});

describe('rolling back', { timeout: 30_000 }, () => {
  test('a moderator makes an earlier version public again, once, on the version seen', async () => {
    const moderator = await signedIn('moderator');
    const { id } = await threeRevisions();
    const page = await (await call(`/en/moderation/${id}/compare`, { headers: moderator })).text();
    const [form] = (await formsIn(page)).filter(({ action }) => action.endsWith('/roll-back'));
    const path = `/en/moderation/${id}/roll-back`;
    expect(form).toMatchObject({
      action: path,
      fields: [
        ['expected_version', '5'],
        ['number', '2'],
      ],
    });
    const stale = await postForm(
      path,
      [
        ['expected_version', '4'],
        ['number', '1'],
      ],
      moderator,
    );
    expect(stale.status).toBe(409);
    const unknown = await postForm(
      path,
      [
        ['expected_version', '5'],
        ['number', '9'],
      ],
      moderator,
    );
    expect(unknown.status).toBe(422);
    const done = await postForm(
      path,
      [
        ['expected_version', '5'],
        ['number', '1'],
      ],
      moderator,
    );
    expect([done.status, done.headers.get('location')]).toEqual([303, `/en/moderation/${id}`]);
    expect((await entryById(env.DB, id))?.content.texts[0]?.title).toBe('The first title');
    const last = (await historyOf(env.DB, id)).at(-1);
    expect([last?.type, last?.data]).toEqual(['initiative.rolled-back', { revision: 4, from_revision: 1 }]);
    const again = await postForm(
      path,
      [
        ['expected_version', '5'],
        ['number', '1'],
      ],
      moderator,
    );
    expect(again.status).toBe(409);
    const jobs = await env.DB.prepare('SELECT id FROM outbox WHERE id LIKE ?1 ORDER BY id')
      .bind(`${id}.6.%`)
      .all<{ id: string }>();
    expect(jobs.results.map((job) => job.id)).toEqual([`${id}.6.index`, `${id}.6.mail-rolled-back`]);
    const shown = await (await call(`/en/moderation/${id}/compare`, { headers: moderator })).text();
    expect(shown).toContain('(public as version 4)');
  });

  test('over the API: of two at once one wins; others may not', async () => {
    const { id } = await threeRevisions();
    const path = `/api/v1/initiatives/${id}/roll-back`;
    const body = { number: 1, expected_version: 5 };
    expect((await post(path, body)).status).toBe(401);
    expect((await post(path, body, await signedIn('submitter'))).status).toBe(404);
    expect((await post(path, body, await signedIn('reviewer'))).status).toBe(403);
    const moderator = await signedIn('moderator');
    const bad = await post(path, { number: 0, expected_version: 'x' }, moderator);
    expect(
      ((await bad.json()) as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer),
    ).toEqual(['#/number', '#/expected_version']);
    const organizationId = await anOrganization();
    const owner = await anAccount('submitter');
    await joins(organizationId, owner, 'owner');
    const both = await Promise.all([
      post(path, body, moderator),
      post(path, { ...body, number: 2 }, moderator),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await historyOf(env.DB, id)).length).toBe(6);

    const theirs = await aPublishedEntry({ organizationId });
    const amended = await happen(theirs.id, theirs.standing, 'initiative.amended', {}, titled('Amended'));
    const answer = await post(
      `/api/v1/initiatives/${theirs.id}/roll-back`,
      { number: 1, expected_version: amended.version },
      await signInTo(owner),
    );
    expect(await answer.json()).toEqual({ id: theirs.id, state: 'published', version: amended.version + 1 });
    const waiting = await happen(id, (await entryNow(id)).standing, 'initiative.revised', {}, aContent());
    const refused = await post(path, { number: 1, expected_version: waiting.version }, moderator);
    expect(((await refused.json()) as { type: string }).type).toMatch(/wrong-state$/);
  });
});

describe('what is new since somebody last looked', () => {
  test('is told to each by what they saw, and stays until there is more', async () => {
    const { id, standing } = await aPendingEntry(env.DB, titled('One'));
    const [ann, ben] = [newId(), newId()];
    const look = async (who: string) => {
      const since = await lookAt(env.DB, who, await entryNow(id), Date.now());
      return since && [since.since, since.from, since.to, since.fields];
    };
    expect(await look(ann)).toBeNull();
    let now = await happen(id, standing, 'initiative.revised', {}, titled('Two'));
    expect(await look(ann)).toEqual(['look', 1, 2, ['title']]);
    expect(await look(ann)).toEqual(['look', 1, 2, ['title']]);
    now = await happen(id, now, 'initiative.revised', {}, titled('Three'));
    expect(await look(ann)).toEqual(['look', 2, 3, ['title']]);
    // Who comes now for the first time has nothing to compare with.
    expect(await look(ben)).toBeNull();
    now = await happen(id, now, 'initiative.noted');
    expect(await look(ann)).toBeNull();
  });

  test('for who never looked is what differs from the public version, or from what was asked about', async () => {
    const published = await aPublishedEntry({ content: titled('One') });
    await happen(published.id, published.standing, 'initiative.revised', {}, titled('Two'));
    const update = await lookAt(env.DB, newId(), await entryNow(published.id), Date.now());
    expect([update?.since, update?.from, update?.to]).toEqual(['public', 1, 2]);

    const { id, standing } = await aPendingEntry(env.DB, titled('One'));
    const asked = await happen(id, standing, 'initiative.changes-requested');
    const answered = await happen(id, asked, 'initiative.revised', {}, titled('Two'));
    await happen(id, answered, 'initiative.revised', {}, titled('Three'));
    const answer = await lookAt(env.DB, newId(), await entryNow(id), Date.now());
    expect([answer?.since, answer?.from, answer?.to]).toEqual(['asked', 1, 3]);
  });

  test('the review page shows it and marks the look', async () => {
    const moderator = await signedIn('moderator');
    const { id, standing } = await aPendingEntry(env.DB, titled('Boats of the north'));
    const path = `/en/moderation/${id}`;
    const first = await (await call(path, { headers: moderator })).text();
    expect(first).toContain(`href="${path}/compare"`);
    expect(first).not.toContain('since you last looked');
    await happen(id, standing, 'initiative.revised', {}, titled('Boats of the south'));
    for (let opened = 0; opened < 2; opened++) {
      const page = await (await call(path, { headers: moderator })).text();
      expect(page).toContain('What changed since you last looked');
      expect(page).toMatch(/<del>.*north.*<\/del><ins>.*south.*<\/ins>/);
    }
  });
});
