import { textIn } from '#domain/initiative/content.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { Frame } from '../../components/frame.ts';
import { placesOf } from '../../components/InitiativeCard.tsx';
import { paths } from '../../paths.ts';

export interface SimilarEntriesProps {
  frame: Frame;
  initiatives: readonly PublicInitiative[];
}

/** Who did something like it, and where. */
export function SimilarEntries({ frame, initiatives }: SimilarEntriesProps) {
  const { language, t } = frame;
  if (initiatives.length === 0) return null;
  return (
    <section aria-labelledby="similar">
      <h2 id="similar">{t('entry.similar')}</h2>
      <ul class="similar">
        {initiatives.map((initiative) => {
          const text = textIn(initiative, language);
          const lead =
            initiative.organizations.find(({ role }) => role === 'lead') ?? initiative.organizations[0];
          return (
            <li class="similar-entry" key={initiative.id}>
              <a class="similar-title" href={paths.initiative(language, initiative)}>
                <bdi lang={text.language}>{text.title}</bdi>
              </a>
              {lead && (
                <p>
                  <bdi>{lead.name}</bdi>
                </p>
              )}
              <p>{placesOf(frame, initiative)}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
