import type { StandingProposal } from '#domain/initiative/events.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';
import { DeskForm, type DeskFormContext, DeskMessage } from './DeskForm.tsx';
import type { DeskRights } from './rights.ts';

export interface OpenProposal extends StandingProposal {
  /** Name of the colleague, and why he proposed it. */
  name: string;
  why: string | null;
}

/** What one person proposed, and the second step for somebody else. */
export function Proposal(props: DeskFormContext & { rights: DeskRights; proposal: OpenProposal }) {
  const { frame, id, proposal, query, rights } = props;
  const { language, t } = frame;
  const { kind, into, name, why } = proposal;
  return (
    <Notice kind="warning" title={t('moderation.proposal', { kind, name })}>
      {why && (
        <p class="said" dir="auto">
          {why}
        </p>
      )}
      {into && (
        <p>
          <a href={`${paths.moderation(language)}/${id}/merge${query ? `?${query}` : ''}`}>
            {t('moderation.merge.preview')}
          </a>{' '}
          <bdi>{referenceOf(into)}</bdi>
        </p>
      )}
      <p>{t(`moderation.effect.${kind}`)}</p>
      {rights.actions.includes('second') ? (
        <DeskForm
          {...props}
          name="second"
          action="second"
          button={t(`moderation.second.${kind}`)}
          kind="danger"
        >
          {kind !== 'delete' && (
            <DeskMessage {...props} name="second" label={t('moderation.decision.message')} />
          )}
        </DeskForm>
      ) : (
        <p>{t('moderation.proposal.another')}</p>
      )}
      {rights.actions.includes('drop-proposal') && (
        <DeskForm {...props} name="drop" action="drop-proposal" button={t('moderation.proposal.drop')} />
      )}
    </Notice>
  );
}
