import { changedFields, type FieldName, isTextField } from '#domain/initiative/changed-fields.ts';
import { type Content, textIn } from '#domain/initiative/content.ts';
import type { DuplicateSign } from '#domain/initiative/duplicates.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { State } from '#domain/initiative/states.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { formatList } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { difference } from '#domain/text/difference.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';
import { pairPath } from './DuplicatesPage.tsx';
import { factOf } from './facts.tsx';

export interface ComparedEntry {
  id: string;
  state: State;
  version: number;
  content: Content;
  /** Whether who looks may propose to merge it into the other one. */
  mayMerge: boolean;
  /** Whether who looks may decline it. */
  mayDecline: boolean;
}

export interface DuplicatePairPageProps {
  frame: Frame;
  low: ComparedEntry;
  high: ComparedEntry;
  signs: readonly DuplicateSign[];
  dismissed: boolean;
  mayDismiss: boolean;
}

/** Two entries side by side, what differs marked, and what can be done about them. */
export function DuplicatePairPage(props: DuplicatePairPageProps) {
  const { frame, low, high, signs, dismissed } = props;
  const { t, language } = frame;
  const differ = changedFields(low.content, high.content);
  const same = FIELD_NAMES.filter((field) => !differ.includes(field));
  return (
    <Layout frame={frame} title={t('duplicates.title')} noindex alternates={false} wide>
      <p>
        <a href={paths.duplicates(language)}>{t('moderation.duplicates')}</a>
      </p>
      <h1>{t('duplicates.title')}</h1>
      {signs.length > 0 && (
        <p class="lead">
          {formatList(
            language,
            signs.map((sign) => t(`duplicates.sign.${sign}`)),
          )}
        </p>
      )}
      {dismissed && (
        <Notice kind="info">
          <p>{t('duplicates.dismissed')}</p>
        </Notice>
      )}
      <DataTable
        caption={t('moderation.merge.compare')}
        columns={[
          { key: 'field', label: t('moderation.merge.field') },
          ...[low, high].map(({ id }) => ({ key: id, label: referenceOf(id) })),
        ]}
        rows={[
          {
            id: 'entry',
            cells: [t('duplicates.pair'), ...[low, high].map((side) => <Named {...{ frame, side }} />)],
          },
          ...differ.map((field) => ({
            id: field,
            cells: [
              t(`field.${field}`),
              <Value frame={frame} own={low.content} other={high.content} field={field} />,
              <Value frame={frame} own={high.content} other={low.content} field={field} />,
            ],
          })),
        ]}
      />
      {same.length > 0 && (
        <p class="hint">
          {t('duplicates.same', {
            fields: formatList(
              language,
              same.map((field) => t(`field.${field}`)),
            ),
          })}
        </p>
      )}
      <Ways {...props} />
    </Layout>
  );
}

function Named({ frame: { t, language }, side }: { frame: Frame; side: ComparedEntry }) {
  const { title, language: written } = textIn(side.content, side.content.language);
  return (
    <>
      <a href={`${paths.moderation(language)}/${side.id}`}>
        <bdi lang={written}>{title}</bdi>
      </a>{' '}
      <span class="hint">{t(`state.${side.state}`)}</span>
    </>
  );
}

interface ValueProps {
  frame: Frame;
  own: Content;
  other: Content;
  field: FieldName;
}

/** A field of one entry; of texts in a language that both have, the words that only this one has are marked. */
function Value({ frame, own, other, field }: ValueProps) {
  const { t, language } = frame;
  if (!isTextField(field))
    return <>{factOf(frame, own, field) || <span class="hint">{t('moderation.empty-field')}</span>}</>;
  return (
    <>
      {own.texts.map((text) => {
        const theirs = other.texts.find((one) => one.language === text.language)?.[field];
        const mine = text[field];
        if (!mine) return null;
        return (
          <div key={text.language}>
            {own.texts.length > 1 && <p class="said-language">{languageName(text.language, language)}</p>}
            <p class="difference" lang={text.language} dir="auto">
              {theirs
                ? difference(theirs, mine, text.language)
                    .filter(({ kind }) => kind !== 'removed')
                    .map((part, index) => <Part key={index} frame={frame} part={part} />)
                : mine}
            </p>
          </div>
        );
      })}
    </>
  );
}

function Part({ frame: { t, language }, part }: { frame: Frame; part: { kind: string; text: string } }) {
  if (part.kind === 'same') return <span>{part.text}</span>;
  return (
    <mark>
      <span class="visually-hidden" lang={language}>
        {t('duplicates.only-here')}{' '}
      </span>
      {part.text}
      <span class="visually-hidden" lang={language}>
        {' '}
        {t('difference.end')}
      </span>
    </mark>
  );
}

/** Merge one into the other (two people), decline one that waits, or say that they are two. */
function Ways({ frame, low, high, dismissed, mayDismiss }: DuplicatePairPageProps) {
  const { t, language } = frame;
  const sides = [
    [low, high],
    [high, low],
  ] as const;
  return (
    <>
      <ul class="plain-list">
        {sides.map(
          ([goes, remains]) =>
            goes.mayMerge && (
              <li key={goes.id}>
                <a
                  href={`${paths.moderation(language)}/${goes.id}/merge?into=${encodeURIComponent(referenceOf(remains.id))}`}
                >
                  {t('duplicates.merge', { goes: referenceOf(goes.id), remains: referenceOf(remains.id) })}
                </a>
              </li>
            ),
        )}
      </ul>
      {sides.map(
        ([goes]) =>
          goes.mayDecline && (
            <form
              key={goes.id}
              method="post"
              action={`${paths.moderation(language)}/${goes.id}`}
              class="desk-form"
            >
              <input type="hidden" name="action" value="decline" />
              <input type="hidden" name="reason" value="duplicate" />
              <input type="hidden" name="expected_version" value={goes.version} />
              <p class="hint" id={`decline-${goes.id}`}>
                {t('duplicates.decline.hint')}
              </p>
              <p class="actions">
                <Button kind="danger">{t('duplicates.decline', { reference: referenceOf(goes.id) })}</Button>
              </p>
            </form>
          ),
      )}
      {mayDismiss && !dismissed && (
        <form method="post" action={`${pairPath(language, low.id, high.id)}/dismiss`} class="desk-form">
          <p class="hint">{t('duplicates.dismiss.hint')}</p>
          <p class="actions">
            <Button kind="secondary">{t('duplicates.dismiss')}</Button>
          </p>
        </form>
      )}
    </>
  );
}
