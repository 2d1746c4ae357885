import { Hono } from 'hono';
import { membersOfDraft } from '#db/draft-members.ts';
import { copyOf, type Draft, type DraftCopy, settleCopy } from '#db/drafts.ts';
import { type DraftAnswers, differingFields, sidesOf, withField } from '#domain/draft/merge.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { CopyPage, type Side } from '#web/pages/drafts/CopyPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { memberOf, ownDraft } from './access.ts';
import { DRAFT } from './draft-routes.tsx';

/** What was set aside of a draft, beside what it says now, to choose from. */
export const copyRoutes = new Hono<AppEnv>();

const COPY = `${DRAFT}/copies/:number{[1-9]\\d{0,5}}` as const;

type Choices = ReadonlyMap<string, Side | null>;

function copyFor(c: AppContext, draft: Draft): Promise<DraftCopy> {
  return copyOf(c.env.DB, draft.id, Number(c.req.param('number')));
}

interface Again {
  status: 409 | 422;
  choices: Choices;
  warning?: string;
}

async function copyPage(c: AppContext, draft: Draft, copy: DraftCopy, again?: Again): Promise<Response> {
  const [members, suggested] = await Promise.all([
    membersOfDraft(c.env.DB, draft.id, c.get('clock')()),
    sidesOf(draft, copy),
  ]);
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? '';
  const required = again?.status === 422 ? t(c)('issue.required', { limit: 0, actual: 0 }) : null;
  return page(
    c,
    <CopyPage
      frame={frameOf(c)}
      id={draft.id}
      number={copy.number}
      version={draft.version}
      draft={{ answers: draft.answers, savedAt: draft.updatedAt, savedBy: nameOf(draft.updatedBy) }}
      copy={{ answers: copy.answers, savedAt: copy.savedAt, savedBy: nameOf(copy.savedBy) }}
      fields={[...suggested].map(([field, side]) => {
        const chosen = again?.choices.get(field) ?? side;
        return { field, side: chosen, error: chosen === null ? required : null };
      })}
      sent={draft.initiativeId !== null}
      warning={again?.warning}
    />,
    { private: true, ...(again && { status: again.status }) },
  );
}

copyRoutes.get(COPY, async (c) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  const draft = await ownDraft(c);
  return copyPage(c, draft, await copyFor(c, draft));
});

/** What somebody wants of each field; nothing where he has not chosen. */
function choicesIn(form: ReadonlyMap<string, readonly string[]>, fields: readonly string[]): Choices {
  const take = one(form, 'take');
  return new Map(
    fields.map((field) => {
      const side = take === 'draft' || take === 'copy' ? take : one(form, `side.${field}`);
      return [field, side === 'draft' || side === 'copy' ? side : null];
    }),
  );
}

function chosenAnswers(draft: Draft, copy: DraftCopy, choices: Choices): DraftAnswers {
  let chosen = draft.answers;
  for (const [field, side] of choices) if (side === 'copy') chosen = withField(chosen, field, copy.answers);
  return chosen;
}

copyRoutes.post(COPY, async (c) => {
  const draft = await ownDraft(c);
  if (draft.initiativeId !== null) throw new Problem('wrong-state');
  const copy = await copyFor(c, draft);
  const form = await formBody(c);
  const choices = choicesIn(form, differingFields(draft.answers, copy.answers));
  if ([...choices.values()].includes(null)) return copyPage(c, draft, copy, { status: 422, choices });
  try {
    await settleCopy(c.env.DB, {
      id: draft.id,
      number: copy.number,
      chosen: chosenAnswers(draft, copy, choices),
      userId: memberOf(c).id,
      base: Number(one(form, 'draft_version')),
      language: c.get('language'),
      stage: copy.stage,
      at: c.get('clock')(),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'edit-conflict') throw error;
    const warning = t(c)('draft.compare.changed');
    return copyPage(c, await ownDraft(c), copy, { status: 409, choices, warning });
  }
  return c.redirect(paths.resumeDraft(c.get('language'), draft.id), 303);
});
