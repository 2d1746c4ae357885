import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

export interface ClaimAtDesk {
  id: string;
  initiativeId: string;
  title: string;
  titleLanguage: string;
  version: number;
  /** Who says that the entry is theirs. */
  claimant: { id: string; name: string };
  /** The organisation it belongs to; null for whoever submitted it. */
  owner: { id: string; name: string } | null;
  message: string;
  objection: string | null;
  askedAt: number;
}

export interface ClaimsPageProps {
  frame: Frame;
  claims: readonly ClaimAtDesk[];
  notice?: { kind: 'success' | 'warning'; text: string } | undefined;
}

/** Claims of ownership that wait for a moderator. */
export function ClaimsPage({ frame, claims, notice }: ClaimsPageProps) {
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('claims.title')} noindex alternates={false}>
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <h1>{t('claims.title')}</h1>
      {claims.length === 0 && <EmptyState title={t('claims.none')} />}
      {claims.map((claim) => (
        <Claim key={claim.id} frame={frame} claim={claim} />
      ))}
    </Layout>
  );
}

function Claim({ frame: { t, language }, claim }: { frame: Frame; claim: ClaimAtDesk }) {
  const { id, claimant, owner, message, objection, askedAt } = claim;
  const organization = (one: { id: string; name: string }) => (
    <a href={`/${language}/organizations/${one.id}`}>
      <bdi>{one.name}</bdi>
    </a>
  );
  const words = (text: string) => (
    <blockquote class="message" dir="auto">
      {text}
    </blockquote>
  );
  return (
    <section aria-labelledby={`claim-${id}`}>
      <h2 id={`claim-${id}`}>
        <a href={`/${language}/moderation/${claim.initiativeId}`}>
          <bdi lang={claim.titleLanguage}>{claim.title}</bdi>
        </a>
      </h2>
      <DefinitionList
        items={[
          { term: t('claims.claimant'), children: organization(claimant) },
          { term: t('claims.owner'), children: owner ? organization(owner) : t('entry.owner.submitter') },
          { term: t('claims.asked'), children: formatDate(language, askedAt) },
          ...(message ? [{ term: t('claims.words'), children: words(message) }] : []),
          { term: t('claims.objection'), children: objection ? words(objection) : t('claims.no-objection') },
        ]}
      />
      <form method="post" action={`/${language}/moderation/claims/${id}`}>
        <input type="hidden" name="expected_version" value={String(claim.version)} />
        <div class="actions">
          <Button name="decision" value="grant">
            {t('claims.grant', { name: claimant.name })}
          </Button>
          <Button name="decision" value="refuse" kind="secondary">
            {t('claims.refuse')}
          </Button>
        </div>
      </form>
    </section>
  );
}
