import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';

/** Says on the page of an entry at the desk that reports of it wait. */
export function OpenReports({ frame, id, count }: { frame: Frame; id: string; count: number }) {
  const { language, t } = frame;
  if (count === 0) return null;
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{t('reports.title')}</h2>
      <p>
        <a href={`${paths.moderation(language)}/${id}/reports`}>{t('reports.count', { count })}</a>
      </p>
    </section>
  );
}
