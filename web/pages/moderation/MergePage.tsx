import type { FieldName } from '#domain/initiative/changed-fields.ts';
import { type Content, textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { type Language, languageName } from '#domain/taxonomy/language.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { DeskForm, DeskMessage } from './DeskForm.tsx';
import { factOf } from './facts.tsx';

export interface MergePageProps {
  frame: Frame;
  /** The entry that goes. */
  id: string;
  version: number;
  query: string;
  content: Content;
  wasPublic: boolean;
  /** The language of the mail to its contact; null if nobody is told. */
  told: Language | null;
  /** The entry that remains; null if there is no such public one. */
  into: { id: string; content: Content; told: Language | null; fields: readonly FieldName[] } | null;
  typed: { into: string; message: string };
  /** Whether somebody has proposed the merge already. */
  proposed: boolean;
  mayPropose: boolean;
  errors: readonly { field: string; text: string }[];
}

/** What a merge would do to both entries, before it is proposed and before it is seconded. */
export function MergePage(props: MergePageProps) {
  const { frame, id, version, query, content, into, errors, typed } = props;
  const { language, t } = frame;
  const back = `${paths.moderation(language)}/${id}${query ? `?${query}` : ''}`;
  const again = { action: 'merge', values: typed, errors };
  return (
    <Layout frame={frame} title={t('moderation.merge.title')} noindex alternates={false} wide>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={errors.map(({ field, text }) => ({ href: `#merge-${field}`, text }))}
        />
      )}
      <p>
        <a href={back}>{t('moderation.merge.back')}</a>
      </p>
      <h1>{t('moderation.merge.title')}</h1>
      {into ? (
        <>
          <Effects {...props} into={into} />
          <SideBySide frame={frame} content={content} into={into} id={id} />
          {props.mayPropose && (
            <DeskForm
              {...{ frame, id, version, query, again }}
              name="merge"
              action="propose"
              button={t('moderation.merge.propose')}
              kind="danger"
            >
              <input type="hidden" name="proposal" value="merge" />
              <input type="hidden" name="into" value={into.id} />
              <DeskMessage
                {...{ frame, id, version, query, again }}
                name="merge"
                label={t('moderation.why')}
                hint={t('moderation.internal.hint')}
                required
              />
            </DeskForm>
          )}
          {props.proposed && (
            <p>
              <a href={back}>{t('moderation.merge.decide')}</a>
            </p>
          )}
        </>
      ) : (
        <form method="get" class="desk-form">
          <TextInput
            id="merge-into"
            name="into"
            label={t('moderation.merge.into')}
            hint={t('moderation.merge.into.hint')}
            value={typed.into}
            error={errors.find(({ field }) => field === 'into')?.text}
            required
          />
          <p class="actions">
            <button type="submit" class="button">
              {t('moderation.merge.preview')}
            </button>
          </p>
        </form>
      )}
    </Layout>
  );
}

function Effects({
  frame,
  id,
  into,
  wasPublic,
  told,
}: MergePageProps & { into: NonNullable<MergePageProps['into']> }) {
  const { language, t } = frame;
  const mail = (to: Language | null) =>
    to === null
      ? t('moderation.merge.nobody-told')
      : t('moderation.merge.told', { language: languageName(to, language) });
  return (
    <section aria-labelledby="effects">
      <h2 id="effects">{t('moderation.merge.effects')}</h2>
      <ul>
        <li>
          {t('moderation.merge.effect.goes', {
            reference: referenceOf(id),
            public: wasPublic ? 'yes' : 'no',
          })}{' '}
          {mail(told)}
        </li>
        <li>
          {t('moderation.merge.effect.remains', { reference: referenceOf(into.id) })} {mail(into.told)}
        </li>
        <li>{t('moderation.merge.effect.history')}</li>
      </ul>
    </section>
  );
}

function SideBySide({
  frame,
  id,
  content,
  into,
}: {
  frame: Frame;
  id: string;
  content: Content;
  into: NonNullable<MergePageProps['into']>;
}) {
  const { t } = frame;
  return (
    <section aria-labelledby="side-by-side">
      <h2 id="side-by-side">{t('moderation.merge.compare')}</h2>
      <ul>
        <li>
          {t('moderation.merge.goes', { reference: referenceOf(id) })} ·{' '}
          <bdi lang={content.language}>{textIn(content, content.language).title}</bdi>
        </li>
        <li>
          {t('moderation.merge.remains', { reference: referenceOf(into.id) })} ·{' '}
          <bdi lang={into.content.language}>{textIn(into.content, into.content.language).title}</bdi>
        </li>
      </ul>
      <DataTable
        caption={t('moderation.merge.compare')}
        columns={[
          { key: 'field', label: t('moderation.merge.field') },
          { key: 'goes', label: t('moderation.merge.goes', { reference: referenceOf(id) }) },
          { key: 'remains', label: t('moderation.merge.remains', { reference: referenceOf(into.id) }) },
        ]}
        rows={into.fields.map((field) => ({
          id: field,
          cells: [
            t(`field.${field}`),
            factOf(frame, content, field) || t('moderation.empty-field'),
            factOf(frame, into.content, field) || t('moderation.empty-field'),
          ],
        }))}
      />
    </section>
  );
}
