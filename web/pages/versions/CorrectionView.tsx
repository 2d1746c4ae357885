import { isTextField } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import {
  type CorrectableField,
  type CorrectedValue,
  corrected,
  isSameValue,
  valueAt,
} from '#domain/schemas/correction.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Choice } from '../../components/Choice.tsx';
import type { Frame } from '../../components/frame.ts';
import { Notice } from '../../components/Notice.tsx';
import { FieldChange } from './Differences.tsx';

/** A suggested correction beside the entry. */
export interface ShownCorrection {
  id: string;
  field: CorrectableField;
  language: string | null;
  value: CorrectedValue;
  evidence: string;
  /** What the field said when the correction was suggested. */
  seen: CorrectedValue;
  /** Whether the field changed since. */
  stale: boolean;
  createdAt: number;
}

interface CorrectionViewProps {
  frame: Frame;
  correction: ShownCorrection;
  /** The entry as it is worked on. */
  content: Content;
}

/** What would change, why, and whether the field changed since. */
export function CorrectionView({ frame, correction, content }: CorrectionViewProps) {
  const { t, language } = frame;
  const { field, value, evidence, createdAt, stale, seen } = correction;
  const same = isSameValue(valueAt(content, correction), value);
  return (
    <>
      <p class="hint">
        {isTextField(field) && correction.language && <>{languageName(correction.language, language)} · </>}
        {formatDate(language, createdAt)}
      </p>
      {stale && (
        <Notice kind="warning" title={t('correction.stale')}>
          <p>{t('correction.seen')}</p>
          <p class="said" lang={correction.language ?? undefined} dir="auto">
            {[seen ?? []].flat().join('\n') || t('moderation.empty-field')}
          </p>
        </Notice>
      )}
      {same ? (
        <p>{t('moderation.changes.none')}</p>
      ) : (
        <FieldChange frame={frame} before={content} after={corrected(content, correction)} field={field} />
      )}
      <p>{t('correction.why')}</p>
      <blockquote class="message" dir="auto">
        {evidence}
      </blockquote>
    </>
  );
}

/** Asks whether a field that changed since shall be overwritten. */
export function Overwrite({ frame: { t }, id }: { frame: Frame; id: string }) {
  return (
    <Choice
      type="checkbox"
      id={`overwrite-${id}`}
      name="overwrite"
      option={{ value: 'yes', label: t('correction.overwrite') }}
      checked={false}
    />
  );
}
