import { lastLink } from './browse.ts';

/** A summary of enough words. */
export const SUMMARY =
  'Village libraries lend tablets with books and lessons in the languages spoken at home. Teachers meet there every ' +
  'week to choose new titles, parents learn to read messages and forms, and every term the reading groups publish ' +
  'what their members wrote.';

/** Sends a submission and confirms its address, so that it waits for a moderator; its id. */
export async function confirmedSubmission(
  origin: string,
  { title, language = 'en', countries = [] }: { title: string; language?: string; countries?: string[] },
): Promise<string> {
  const email = `journey-${crypto.randomUUID()}@ngo.example`;
  const answer = await fetch(`${origin}/api/v1/initiatives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ title, language, countries, summary: SUMMARY, kind: 'project', stakeholder_type: 'civil-society' },
      ...{ action_lines: ['C3'], sdgs: [4], organizations: [{ name: 'Kilimatinde Library Trust' }] },
      contact_email: email,
    }),
  });
  if (answer.status !== 201) throw new Error(`the submission was answered ${answer.status}`);
  const { id } = (await answer.json()) as { id: string };
  const confirmed = await fetch(await lastLink(origin, email, '/confirm/'));
  if (!confirmed.ok) throw new Error(`the confirmation was answered ${confirmed.status}`);
  return id;
}
