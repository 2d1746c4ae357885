import { formatDate } from '#domain/strings/strings.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

/** Something that a reader suggests about an entry, as a list of what waits shows it. */
export interface WaitingItem {
  id: string;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  /** Of the entry. */
  title: string;
  titleLanguage: string;
}

export interface WaitingPageProps {
  frame: Frame;
  title: string;
  lead: string;
  /** Address of the page, which those of the items begin with. */
  href: string;
  /** Said when nothing waits. */
  none: string;
  /** Says what was just done with one. */
  done: string | undefined;
  /** Heading of the column that says what each item is about, and of that of the days. */
  about: string;
  since: string;
  items: readonly (WaitingItem & { about: string })[];
}

/** What readers suggest and waits for a moderator, in the order given. */
export function WaitingPage(props: WaitingPageProps) {
  const { frame, title, lead, href, none, done, about, since, items } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide>
      {done && (
        <Notice kind="success">
          <p>{done}</p>
        </Notice>
      )}
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {items.length === 0 ? (
        <EmptyState title={none}>{null}</EmptyState>
      ) : (
        <DataTable
          caption={title}
          columns={[
            { key: 'title', label: t('corrections.entry') },
            { key: 'about', label: about },
            { key: 'since', label: since },
          ]}
          rows={items.map((one) => ({
            id: one.id,
            cells: [
              <a href={`${href}/${one.id}`}>
                <bdi lang={one.titleLanguage}>{one.title}</bdi>
              </a>,
              one.about,
              <time dateTime={new Date(one.createdAt).toISOString()}>
                {formatDate(language, one.createdAt)}
              </time>,
            ],
          }))}
        />
      )}
    </Layout>
  );
}
