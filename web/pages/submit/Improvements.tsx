import type { Improvement } from '#domain/initiative/completeness.ts';
import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';

export interface ImprovementsProps {
  frame: Frame;
  improvements: readonly Improvement[];
  /** Where each can be told: a link, or the stage of the form that a button leads to; nowhere from here if null. */
  place?: (improvement: Improvement) => { href: string } | { stage: string } | null;
  lead: string;
}

/** What would make the entry more useful to its readers, each with why; nothing when it tells all of it. */
export function Improvements({ frame: { t }, improvements, place, lead }: ImprovementsProps) {
  if (improvements.length === 0) return null;
  return (
    <section class="improvements" aria-labelledby="improvements">
      <h2 id="improvements">{t('improve.title')}</h2>
      <p>{lead}</p>
      <ul>
        {improvements.map((improvement) => {
          const to = place?.(improvement) ?? null;
          const name = t(improvement === 'languages' ? 'improve.languages' : `field.${improvement}`);
          return (
            <li key={improvement}>
              {to && 'href' in to ? <a href={to.href}>{name}</a> : <strong>{name}</strong>}{' '}
              <span>{t(`improve.${improvement}.why`)}</span>
              {to && 'stage' in to && (
                <Button kind="secondary" name="go" value={`change:${to.stage}`}>
                  {t('improve.add')} <span class="visually-hidden">{name}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
