import { formatNumber } from '#domain/strings/strings.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';

interface Side {
  id: string;
  name: string;
  version: number;
}

const COUNTED = ['names', 'members', 'entries', 'children', 'claims'] as const;

export interface MergePageProps {
  frame: Frame;
  from: Side;
  /** What was typed to find the one that remains. */
  wanted: string;
  error?: string | undefined;
  /** The one that remains, and what becomes its own. */
  preview: { into: Side; counts: Readonly<Record<(typeof COUNTED)[number], number>> } | null;
  conflict: boolean;
}

/** First asks which organisation remains, then shows what would happen, then does it. */
export function MergePage({ frame, from, wanted, error, preview, conflict }: MergePageProps) {
  const { t, language } = frame;
  const manage = `/${language}/manage/organizations/${from.id}`;
  return (
    <Layout frame={frame} title={t('organization.merge.title')} noindex alternates={false}>
      {conflict && (
        <Notice kind="warning">
          <p>{t('organization.conflict')}</p>
        </Notice>
      )}
      <h1>{t('organization.merge.title')}</h1>
      <p class="lead">{t('organization.merge.lead', { name: from.name })}</p>
      <form method="get" action={`${manage}/merge`}>
        <TextInput
          id="into"
          name="into"
          label={t('organization.merge.into')}
          hint={t('organization.field.parent.hint')}
          value={wanted}
          error={error}
          required
        />
        <Button kind={preview ? 'secondary' : 'primary'}>{t('organization.merge.preview')}</Button>
      </form>
      {preview && (
        <section aria-labelledby="preview">
          <h2 id="preview">{t('organization.merge.happens', { name: preview.into.name })}</h2>
          <DefinitionList
            items={COUNTED.map((name) => ({
              term: t(`organization.merge.${name}`),
              children: formatNumber(language, preview.counts[name]),
            }))}
          />
          <p>{t('organization.merge.warning', { from: from.name, into: preview.into.name })}</p>
          <form method="post" action={`${manage}/merge`}>
            <input type="hidden" name="into" value={preview.into.id} />
            <input type="hidden" name="expected_version" value={String(from.version)} />
            <input type="hidden" name="into_version" value={String(preview.into.version)} />
            <div class="actions">
              <Button kind="danger">{t('organization.merge.do')}</Button>
              <LinkButton kind="secondary" href={manage}>
                {t('organization.back')}
              </LinkButton>
            </div>
          </form>
        </section>
      )}
    </Layout>
  );
}
