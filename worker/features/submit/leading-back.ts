import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import { formBody } from '#worker/http/body.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { heldHref, holderOf } from './private-link.ts';

/** Does what a form asks; throws why it cannot be done. */
type Work = (holder: Holder, form: Form) => Promise<unknown>;

/**
 * A function that does one thing to an entry for its owner and leads back to the private page at `path`, with `done`
 * to say what was done. `again` shows that page with why it was not.
 */
export function leadingBack<Done extends string>(
  path: string,
  again: (c: AppContext, holder: Holder, problem: Problem) => Promise<Response>,
) {
  return async (c: AppContext, done: Done, work: Work): Promise<Response> => {
    const holder = await holderOf(c);
    const form = await formBody(c);
    await heldSubject(c.env.DB, holder);
    try {
      await limitNetwork(c, 'submit');
      await work(holder, form);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 404) throw error;
      return again(c, holder, error);
    }
    hurry(c);
    return c.redirect(`${heldHref(c)}${path}?done=${done}`, 303);
  };
}

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true });

/** What an owner writes to a reader whose suggestion is refused; may be empty. */
export function answerIn(form: Form): string {
  return parse(Answer, clean(one(form, 'answer'), { multiline: true }));
}
