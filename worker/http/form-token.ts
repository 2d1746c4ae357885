import * as v from 'valibot';
import { Problem } from '#domain/problems.ts';
import type { AppContext } from './context.ts';
import { seal, unseal } from './links.ts';

/** Milliseconds from the first page to sending that no person needs less than. */
export const MINIMUM_TIME = 3000;
const LIFETIME = 7 * 86_400_000;

/** What the signed field of a form holds: its id, which makes sending it twice harmless, and when it was opened. */
const FormClaims = v.tuple([v.string(), v.number()]);

export interface FormToken {
  token: string;
  id: string;
  openedAt: number;
  /** Whether the token that came was missing, forged or too old, so that this is a new one. */
  renewed: boolean;
}

export async function newFormToken(c: AppContext, renewed = false): Promise<FormToken> {
  const id = crypto.randomUUID();
  const openedAt = c.get('clock')();
  return { token: await seal(c.env.LINK_SECRET, 'form', [id, openedAt]), id, openedAt, renewed };
}

/** Opens the signed field of a form. A bad one is replaced, never a reason to lose answers. */
export async function formToken(c: AppContext, token: string): Promise<FormToken> {
  try {
    const claims = v.safeParse(FormClaims, await unseal(c.env.LINK_SECRET, 'form', token));
    if (claims.success) {
      const [id, openedAt] = claims.output;
      if (c.get('clock')() - openedAt < LIFETIME) return { token, id, openedAt, renewed: false };
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  return newFormToken(c, true);
}
