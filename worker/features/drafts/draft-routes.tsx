import { Hono } from 'hono';
import {
  invitationOfDraft,
  inviteToDraft,
  leaveDraft,
  membersOfDraft,
  revokeDraftInvitation,
} from '#db/draft-members.ts';
import { copiesOf, type Draft, deleteDraft } from '#db/drafts.ts';
import { DRAFT_MONTHS, goesAt, goesSoon, keepDraft } from '#db/expire-drafts.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { hex } from '#domain/text/digest.ts';
import { DraftPage } from '#web/pages/drafts/DraftPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { begunDraft, memberOf, ownDraft } from './access.ts';

/** A draft with its people. */
export const draftRoutes = new Hono<AppEnv>();

/** The address of one draft; other words stand for themselves. */
export const DRAFT = `${LANGUAGE_PREFIX}/drafts/:id{[\\da-f-]{36}}` as const;

const DONE = {
  revoked: 'draft.done.revoked',
  joined: 'draft.done.joined',
  kept: 'draft.done.kept',
} as const;

async function draftPage(c: AppContext, draft: Draft, invitation: string | null = null): Promise<Response> {
  const user = memberOf(c);
  const now = c.get('clock')();
  const [members, invitedUntil, copies] = await Promise.all([
    membersOfDraft(c.env.DB, draft.id, now),
    invitationOfDraft(c.env.DB, draft.id, now),
    copiesOf(c.env.DB, draft.id),
  ]);
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name ?? '';
  const done = c.req.query('done') ?? '';
  const { language } = frameOf(c);
  const goes = goesAt(draft);
  return page(
    c,
    <DraftPage
      // The page that shows an invitation has no address of its own to change the language of.
      frame={{ ...frameOf(c), path: paths.draft(language, draft.id) }}
      id={draft.id}
      title={draft.answers.title?.[0]?.trim() ?? ''}
      titleLanguage={draft.answers.language?.[0] ?? ''}
      updatedAt={draft.updatedAt}
      updatedBy={nameOf(draft.updatedBy)}
      sent={
        draft.initiativeId !== null && draft.sentAt !== null
          ? { reference: referenceOf(draft.initiativeId), by: nameOf(draft.sentBy), at: draft.sentAt }
          : null
      }
      goes={{ at: goes, soon: goesSoon(goes, now), months: DRAFT_MONTHS }}
      owner={draft.ownerId === user.id}
      members={members.map((member) => ({ ...member, self: member.id === user.id }))}
      invitedUntil={invitedUntil}
      invitation={invitation}
      copies={copies.map(({ number, savedAt, savedBy, settled }) => ({
        number,
        savedAt,
        savedBy: nameOf(savedBy),
        settled,
      }))}
      done={
        Object.hasOwn(DONE, done)
          ? t(c)(DONE[done as keyof typeof DONE], { date: formatDate(language, goes) })
          : null
      }
    />,
    { private: true },
  );
}

draftRoutes.get(DRAFT, async (c) => signInFirst(c) ?? draftPage(c, await ownDraft(c)));

draftRoutes.get(`${DRAFT}/invitation`, (c) =>
  c.redirect(paths.draft(c.get('language'), c.req.param('id') ?? ''), 303),
);

draftRoutes.post(`${DRAFT}/invitation`, async (c) => {
  const draft = await begunDraft(c);
  if (draft.initiativeId !== null) throw new Problem('wrong-state');
  const language = c.get('language');
  if (one(await formBody(c), 'do') === 'revoke') {
    await revokeDraftInvitation(c.env.DB, draft.id);
    return c.redirect(`${paths.draft(language, draft.id)}?done=revoked`, 303);
  }
  const token = hex(crypto.getRandomValues(new Uint8Array(24)).buffer);
  await inviteToDraft(c.env.DB, { draftId: draft.id, token, at: c.get('clock')() });
  return draftPage(c, draft, `${c.env.SITE_ORIGIN}/${language}/drafts/join/${token}`);
});

draftRoutes.post(`${DRAFT}/keep`, async (c) => {
  const draft = await ownDraft(c);
  if (draft.initiativeId !== null) throw new Problem('wrong-state');
  await keepDraft(c.env.DB, draft.id, c.get('clock')());
  return c.redirect(`${paths.draft(c.get('language'), draft.id)}?done=kept`, 303);
});

draftRoutes.post(`${DRAFT}/leave`, async (c) => {
  const draft = await ownDraft(c);
  const user = memberOf(c);
  if (draft.ownerId === user.id) throw new Problem('not-allowed');
  await leaveDraft(c.env.DB, draft.id, user.id);
  return c.redirect(`${paths.account(c.get('language'))}#drafts`, 303);
});

draftRoutes.post(`${DRAFT}/delete`, async (c) => {
  const draft = await begunDraft(c);
  await deleteDraft(c.env.DB, draft.id);
  return c.redirect(`${paths.account(c.get('language'))}#drafts`, 303);
});
