import { type CorrectableField, OWNER_DAYS } from '#domain/schemas/correction.ts';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { type WaitingItem, WaitingPage } from './WaitingPage.tsx';

export interface CorrectionsPageProps {
  frame: Frame;
  corrections: readonly (WaitingItem & { field: CorrectableField })[];
  /** What was just done with one. */
  done: 'accepted' | 'refused' | undefined;
}

/** Suggested corrections that wait for a moderator, the longest first. */
export function CorrectionsPage({ frame, corrections, done }: CorrectionsPageProps) {
  const { t, language } = frame;
  return (
    <WaitingPage
      frame={frame}
      title={t('corrections.title')}
      lead={t('corrections.lead', { days: OWNER_DAYS })}
      href={paths.corrections(language)}
      none={t('corrections.none')}
      done={done && t(`corrections.${done}`)}
      about={t('corrections.field')}
      since={t('corrections.since')}
      items={corrections.map((one) => ({ ...one, about: t(`field.${one.field}`) }))}
    />
  );
}
