import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { BriefEntries } from '../../components/BriefEntries.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { InitiativeCard } from '../../components/InitiativeCard.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Timeline } from '../../components/Timeline.tsx';
import { VerifiedBadge } from '../../components/VerifiedBadge.tsx';
import { Sample } from './Sample.tsx';

/** A day for what needs one. */
const DAY = Date.UTC(2026, 0, 31);

/** What pages say and show. */
export function Blocks({
  frame,
  scheme,
  initiatives,
}: {
  frame: Frame;
  scheme: string;
  initiatives: readonly PublicInitiative[];
}) {
  const { t } = frame;
  return (
    <>
      <Sample name="Notice, ErrorSummary">
        <Notice kind="info">{t('entry.archived')}</Notice>
        <Notice kind="success" title={t('accounts.account.saved')}>
          {t('entry.trust.reviewed')}
        </Notice>
        <Notice kind="warning">{t('problem.edit-conflict.detail')}</Notice>
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={[{ href: `#${scheme}-email`, text: t('issue.required') }]}
        />
      </Sample>
      <Sample name="InitiativeCard">
        {initiatives.slice(0, 1).map((initiative) => (
          <InitiativeCard
            key={initiative.id}
            frame={frame}
            initiative={initiative}
            headingLevel={3}
            why={t('search.some-words')}
          />
        ))}
      </Sample>
      <Sample name="BriefEntries">
        <BriefEntries frame={frame} initiatives={initiatives} />
      </Sample>
      <Sample name="DefinitionList, VerifiedBadge">
        <DefinitionList
          items={[
            { term: t('entry.coverage'), children: <a href="#main">{t('countries.title')}</a> },
            {
              term: t('entry.organizations'),
              children: (
                <VerifiedBadge frame={frame} verification={{ at: DAY, by: 'dns', domain: 'who.int' }} full />
              ),
            },
          ]}
        />
      </Sample>
      <Sample name="Timeline">
        <Timeline
          frame={frame}
          items={[
            { at: DAY, title: t('entry.history.published') },
            { at: DAY + 86_400_000, title: t('entry.history.updated') },
          ]}
        />
      </Sample>
      <Sample name="EmptyState">
        <EmptyState title={t('search.empty')}>
          <p>{t('search.empty.words')}</p>
        </EmptyState>
      </Sample>
    </>
  );
}
