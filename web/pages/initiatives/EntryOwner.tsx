import type { Frame } from '../../components/frame.ts';
import { VerifiedBadge, type VerifiedBadgeProps } from '../../components/VerifiedBadge.tsx';

export interface EntryOwnership {
  /** The organisation that an entry belongs to; null for whoever submitted it. */
  owner: { id: string; name: string } | null;
  /** By id, the organisations that it names and that have proved their domain. */
  verifications: ReadonlyMap<string, VerifiedBadgeProps['verification']>;
}

/** Whose an entry is, and the way to change that. */
export function EntryOwner({
  frame,
  id,
  submitted,
  ownership: { owner, verifications },
}: {
  frame: Frame;
  id: string;
  /** Whether somebody registered it; others were taken over from a source. */
  submitted: boolean;
  ownership: EntryOwnership;
}) {
  const { language, t } = frame;
  const verification = owner && verifications.get(owner.id);
  return (
    <>
      {owner ? (
        <>
          <a href={`/${language}/organizations/${owner.id}`}>
            <bdi>{owner.name}</bdi>
          </a>{' '}
          {verification && <VerifiedBadge frame={frame} verification={verification} />}
        </>
      ) : (
        submitted && t('entry.owner.submitter')
      )}
      {(owner || submitted) && <br />}
      <a class="fine-print" href={`/${language}/manage/entries/${id}`}>
        {t('entry.owner.claim')}
      </a>
    </>
  );
}
