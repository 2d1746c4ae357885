import { localeOf } from '#domain/strings/strings.ts';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { paths } from '../../paths.ts';

/** How long things are kept, as the code that forgets them says. */
export interface PrivacyPageProps {
  frame: Frame;
  addressMonths: number;
  warningDays: number;
  draftMonths: number;
  sessionDays: number;
  sessionMaxDays: number;
  linkMinutes: number;
  challengeMinutes: number;
  jobDays: number;
  limitSeconds: number;
  /** Where to write to. */
  contact: string;
}

const KINDS = [
  'address',
  'account',
  'sessions',
  'passkeys',
  'links',
  'submissions',
  'drafts',
  'device',
  'signals',
  'log',
  'mails',
  'network',
] as const;

/** What we keep of people, why and how long. */
export function PrivacyPage(props: PrivacyPageProps) {
  const { frame, contact } = props;
  const { language, t } = frame;
  const lasting = (value: number, unit: 'second' | 'minute' | 'day' | 'month') =>
    new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const address = lasting(props.addressMonths, 'month');
  const terms: Partial<Record<(typeof KINDS)[number], Record<string, string>>> = {
    address: { term: address, notice: lasting(props.warningDays, 'day') },
    account: { term: address },
    sessions: { term: lasting(props.sessionDays, 'day'), most: lasting(props.sessionMaxDays, 'day') },
    links: {
      link: lasting(props.linkMinutes, 'minute'),
      challenge: lasting(props.challengeMinutes, 'minute'),
    },
    drafts: {
      unsent: lasting(props.draftMonths, 'month'),
      notice: lasting(props.warningDays, 'day'),
      term: lasting(props.jobDays, 'day'),
    },
    signals: { term: lasting(props.jobDays, 'day') },
    mails: { term: lasting(props.jobDays, 'day') },
    network: { term: lasting(props.limitSeconds, 'second') },
  };
  return (
    <Layout sheets={['view']} frame={frame} title={t('privacy.title')}>
      <h1>{t('privacy.title')}</h1>
      <p class="lead">{t('privacy.lead')}</p>
      <DataTable
        caption={t('privacy.kept')}
        columns={[
          { key: 'kept', label: t('privacy.kept') },
          { key: 'why', label: t('privacy.why') },
          { key: 'how-long', label: t('privacy.how-long') },
        ]}
        rows={KINDS.map((kind) => ({
          id: kind,
          cells: [t(`privacy.${kind}`), t(`privacy.${kind}.why`), t(`privacy.${kind}.how-long`, terms[kind])],
        }))}
      />
      <h2>{t('privacy.rights')}</h2>
      <p>{t('privacy.rights.body')}</p>
      <p>
        <a href={paths.ownData(language)}>{t('accounts.data')}</a>
      </p>
      <p>
        {t('help.write')} <a href={`mailto:${contact}`}>{contact}</a>
      </p>
    </Layout>
  );
}
