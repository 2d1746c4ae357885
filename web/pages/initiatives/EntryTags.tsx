import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';

/** The action lines and goals of an entry, by name. */
export function EntryTags({ frame, initiative }: { frame: Frame; initiative: PublicInitiative }) {
  const { language, t } = frame;
  return (
    <dl class="entry-tags">
      {initiative.action_lines.length > 0 && (
        <div>
          <dt>{t('action-lines.title')}</dt>
          {initiative.action_lines.map((code) => (
            <dd key={code}>
              <ActionLineTag frame={frame} code={code} link />
            </dd>
          ))}
        </div>
      )}
      {initiative.sdgs.length > 0 && (
        <div>
          <dt>{t('entry.goals')}</dt>
          {initiative.sdgs.map((sdg) => (
            <dd key={sdg}>
              <a class="goal" href={paths.search(language, { sdg })}>
                <span class={`sdg sdg-${sdg}`}>{sdg}</span> {SDG_NAMES[sdg][language]}
              </a>
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}
