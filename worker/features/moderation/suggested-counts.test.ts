import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { EVERYTHING } from '#db/accounts.ts';
import type { AccountActor, Grant } from '#domain/initiative/permissions.ts';
import { aContent } from '#test/factories.ts';
import { anOrganization, aPublishedEntry, happen } from '#test/support/published.ts';
import { call, post, signedIn, signedInAs } from '#test/support/sign-in.ts';
import { suggestedCounts } from './suggested-counts.ts';

vi.setConfig({ testTimeout: 30_000 });

function moderator(limits: Partial<Grant> = {}, more: Partial<AccountActor> = {}): AccountActor {
  const grants = [{ role: 'moderator' as const, ...EVERYTHING, ...limits }];
  return { kind: 'account', id: 'ann', grants, memberships: [], staffPower: false, ...more };
}

const PROPOSAL = { language: 'ar', title: 'مدرسة النهر الإذاعية', summary: 'دروس بالراديو في ثلاث قرى.' };

async function translate(id: string, headers: Record<string, string>): Promise<void> {
  expect((await post(`/api/v1/initiatives/${id}/translations`, PROPOSAL, headers)).status).toBe(202);
}

/** A suggested correction; `due`: in how many milliseconds it comes to the moderators, null while it is not confirmed. */
async function correct(id: string, due: number | null): Promise<void> {
  const said = { field: 'title', language: 'en', value: 'The right title', evidence: 'The report says so.' };
  const answer = await post(`/api/v1/initiatives/${id}/corrections`, {
    ...said,
    email: 'reader@ngo.example',
  });
  const correction = (await answer.json()) as { id: string };
  if (due !== null)
    await env.DB.prepare("UPDATE corrections SET state = 'open', due_at = ?2 WHERE id = ?1")
      .bind(correction.id, Date.now() + due)
      .run();
}

test('the desk says how many suggestions wait, of what each person sees there', async () => {
  const reader = await signedInAs('submitter');
  const organizationId = await anOrganization();
  const [english, french] = [
    await aPublishedEntry(),
    await aPublishedEntry({
      organizationId,
      content: {
        ...aContent(),
        language: 'fr',
        texts: aContent().texts.map((text) => ({ ...text, language: 'fr' })),
      },
    }),
  ];
  const of = (actor: AccountActor) => suggestedCounts(env.DB, actor, Date.now());
  expect(await of(moderator())).toEqual({ corrections: 0, translations: 0 });

  await correct(english.id, -1);
  await correct(english.id, 60_000);
  await correct(english.id, null);
  await translate(english.id, reader.headers);
  await translate(french.id, reader.headers);
  expect(await of(moderator())).toEqual({ corrections: 1, translations: 2 });

  // What a role does not reach, or is the person's own, is in no list and in no number.
  expect(await of(moderator({ languages: ['fr'] }))).toEqual({ corrections: 0, translations: 1 });
  expect(await of(moderator({ languages: ['es'] }))).toEqual({ corrections: 0, translations: 0 });
  const member = { organizationId, role: 'viewer' as const, verified: true };
  expect(await of(moderator({}, { memberships: [member] }))).toEqual({ corrections: 1, translations: 1 });
  await env.DB.prepare('UPDATE contacts SET user_id = ?1 WHERE id = ?2').bind('ann', english.contactId).run();
  expect(await of(moderator())).toEqual({ corrections: 0, translations: 1 });

  const headers = await signedIn('moderator');
  const desk = async (language: string) => (await call(`/${language}/moderation`, { headers })).text();
  expect(await desk('en')).toMatch(/Suggested corrections <span class="count">1<\/span>/);
  expect(await desk('en')).toMatch(/Proposed translations <span class="count">2<\/span>/);
  const listed = async (list: string) =>
    (await (await call(`/en/moderation/${list}`, { headers })).text()).match(/<tr[^>]*><th scope="row"/g)
      ?.length;
  expect([await listed('corrections'), await listed('translations')]).toEqual([1, 2]);

  // An entry that is not public as it stands takes nothing up.
  await happen(english.id, english.standing, 'initiative.archived');
  expect(await of(moderator())).toEqual({ corrections: 0, translations: 1 });
  expect(await desk('en')).toMatch(/Suggested corrections <span class="count">0<\/span>/);
});
