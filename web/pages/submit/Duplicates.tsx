import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { InitiativeCard } from '#web/components/InitiativeCard.tsx';
import { Radios } from '#web/components/Radios.tsx';
import type { FormView } from './answers.ts';

/** Public entries with a title like the one typed, and the question whether it is one of them. */
export function Duplicates({
  view,
  candidates,
}: {
  view: FormView;
  candidates: readonly PublicInitiative[];
}) {
  const { frame, errors } = view;
  const { t } = frame;
  return (
    <>
      <p class="lead">{t('submit.duplicates.lead')}</p>
      <ul class="candidates">
        {candidates.map((initiative) => (
          <li key={initiative.id}>
            <InitiativeCard frame={frame} initiative={initiative} headingLevel={2} />
          </li>
        ))}
      </ul>
      <Radios
        id="duplicates"
        name="duplicates"
        label={t('submit.duplicates.question')}
        required
        error={errors.get('duplicates')}
        value=""
        options={[
          { value: 'none', label: t('submit.duplicates.none') },
          { value: 'mine', label: t('submit.duplicates.mine') },
        ]}
      />
    </>
  );
}
