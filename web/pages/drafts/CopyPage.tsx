import type { DraftAnswers } from '#domain/draft/merge.ts';
import { all, one } from '#domain/schemas/form.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { formatTime } from '#domain/strings/strings.ts';
import { difference } from '#domain/text/difference.ts';
import { Button } from '#web/components/Button.tsx';
import { Choice } from '#web/components/Choice.tsx';
import { ErrorSummary } from '#web/components/ErrorSummary.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';
import { Answer } from '../submit/AnswerList.tsx';
import type { Answers } from '../submit/answers.ts';

export type Side = 'draft' | 'copy';

/** One of two versions, with who saved it. */
export interface ShownVersion {
  answers: DraftAnswers;
  /** Milliseconds since 1970, UTC. */
  savedAt: number;
  /** Empty if nobody is known any more. */
  savedBy: string;
}

export interface CopyPageProps {
  frame: Frame;
  id: string;
  number: number;
  /** Version of the draft that is shown; sent along, so that nobody replaces what changed meanwhile. */
  version: number;
  draft: ShownVersion;
  copy: ShownVersion;
  /** Fields that differ, in the order of the form, with the side chosen or suggested. */
  fields: readonly { field: string; side: Side | null; error: string | null }[];
  /** Whether the draft was sent, so that nothing can be chosen any more. */
  sent: boolean;
  warning?: string | undefined;
}

const SIDES = ['draft', 'copy'] as const;

/** Texts whose words are compared; all other answers are shown as they are. */
const TEXTS: ReadonlySet<string> = new Set([
  'title',
  'summary',
  'impact',
  'partnerships',
  'challenges',
  'evidence',
]);

/** Two versions of a draft side by side, field by field, to choose from. */
export function CopyPage(props: CopyPageProps) {
  const { frame, id, number, version, fields, sent, warning } = props;
  const { t, language } = frame;
  const errors = fields.flatMap(({ field, error }) =>
    error ? [{ href: `#${field}-draft`, text: `${labelOf(frame, field)}: ${error}` }] : [],
  );
  return (
    <Layout frame={frame} title={t('draft.compare')} noindex alternates={false} wide>
      {errors.length > 0 && <ErrorSummary title={t('submit.error.title')} items={errors} />}
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      <p>
        <a href={paths.draft(language, id)}>{t('draft.page.link')}</a>
      </p>
      <h1>{t('draft.compare')}</h1>
      <p class="lead">{t(sent ? 'draft.compare.sent' : 'draft.compare.lead')}</p>
      {fields.length === 0 ? (
        <p>{t('draft.compare.same')}</p>
      ) : (
        <form
          class="copy-choice"
          method="post"
          action={`${paths.draft(language, id)}/copies/${number}`}
          noValidate
        >
          <input type="hidden" name="draft_version" value={String(version)} />
          {fields.map((one) => (
            <FieldChoice key={one.field} {...props} {...one} />
          ))}
          {!sent && <Buttons frame={frame} />}
        </form>
      )}
    </Layout>
  );
}

function labelOf({ t }: Frame, field: string): string {
  return field === 'contact_language' ? t('submit.contact.language') : t(`field.${field}` as MessageKey);
}

type FieldChoiceProps = CopyPageProps & CopyPageProps['fields'][number];

function FieldChoice({ frame, field, side, error, sent, ...versions }: FieldChoiceProps) {
  const { t } = frame;
  return (
    <fieldset class={error ? 'invalid' : undefined}>
      <legend>
        <h2>{labelOf(frame, field)}</h2>
      </legend>
      {error && <p class="error">{error}</p>}
      <div class="copy-sides">
        {SIDES.map((which) => (
          <div key={which} class="copy-side">
            {sent ? (
              <p>{t(`draft.side.${which}`)}</p>
            ) : (
              <Choice
                type="radio"
                id={`${field}-${which}`}
                name={`side.${field}`}
                option={{
                  value: which,
                  label: t(`draft.side.${which}`),
                  hint: <Saved frame={frame} {...versions[which]} />,
                }}
                checked={side === which}
              />
            )}
            <div class="copy-value">
              <Value
                frame={frame}
                field={field}
                side={which}
                draft={asAnswers(versions.draft)}
                copy={asAnswers(versions.copy)}
              />
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Saved({ frame: { language }, savedAt, savedBy }: { frame: Frame } & ShownVersion) {
  return (
    <>
      {savedBy && <bdi>{savedBy}</bdi>} <span>{formatTime(language, savedAt)} UTC</span>
    </>
  );
}

const asAnswers = ({ answers }: ShownVersion): Answers => new Map(Object.entries(answers));

interface ValueProps {
  frame: Frame;
  field: string;
  side: Side;
  draft: Answers;
  copy: Answers;
}

function Value({ frame, field, side, draft, copy }: ValueProps) {
  const its = side === 'draft' ? draft : copy;
  const text = all(its, field).join('\n');
  if (!TEXTS.has(field) || text === '') return <Answer frame={frame} answers={its} field={field} />;
  const parts = difference(all(draft, field).join('\n'), all(copy, field).join('\n'), frame.language);
  const Tag = side === 'draft' ? 'del' : 'ins';
  return (
    <p class="difference" lang={one(its, 'language') || undefined} dir="auto">
      {parts
        .filter(({ kind }) => kind !== (side === 'draft' ? 'added' : 'removed'))
        .map((part, index) =>
          part.kind === 'same' ? <span key={index}>{part.text}</span> : <Tag key={index}>{part.text}</Tag>,
        )}
    </p>
  );
}

function Buttons({ frame: { t } }: { frame: Frame }) {
  return (
    <>
      <div class="actions">
        <Button name="take" value="chosen">
          {t('draft.take.chosen')}
        </Button>
        <Button kind="secondary" name="take" value="draft">
          {t('draft.take.draft')}
        </Button>
        <Button kind="secondary" name="take" value="copy">
          {t('draft.take.copy')}
        </Button>
      </div>
      <p class="hint">{t('draft.take.hint')}</p>
    </>
  );
}
