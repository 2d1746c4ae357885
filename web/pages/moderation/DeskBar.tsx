import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';

/** The way from an entry back to its queue and on to the next one. */
export function DeskBar({ frame, id, query }: { frame: Frame; id: string; query: string }) {
  const { language, t } = frame;
  const path = paths.moderation(language);
  const rest = query ? `&${query}` : '';
  return (
    <div class="desk-links">
      <a href={`${path}${query ? `?${query}` : ''}`}>{t('moderation.back')}</a>
      <a href={`${path}/next?after=${id}${rest}`} data-next>
        {t('desk.next')}
      </a>
      <KeyboardHelp frame={frame} />
    </div>
  );
}
