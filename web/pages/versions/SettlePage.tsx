import type { ComponentChildren } from 'preact';
import type { Content } from '#domain/initiative/content.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';

/** What a page needs on which a moderator accepts or refuses what a reader suggests about an entry. */
export interface SettleProps {
  frame: Frame;
  entryId: string;
  /** Of the entry, to be named in a write. */
  version: number;
  content: Content;
  /** How it was settled, if it was. */
  settled: 'accepted' | 'refused' | null;
  /** Whether this person may settle it now. */
  allowed: boolean;
  /** What was written to the reader. */
  answer: string;
  answerError?: string | undefined;
  warning?: string | undefined;
}

export interface SettlePageProps extends SettleProps {
  id: string;
  title: string;
  heading?: string;
  wide?: boolean;
  /** The list of all that waits. */
  list: { href: string; text: string };
  /** Says how it was settled, or why it cannot be settled now. */
  said: string;
  /** What is asked before it is accepted. */
  asks?: ComponentChildren;
  children: ComponentChildren;
}

/** One thing that a reader suggests about an entry, for a moderator to accept or refuse. */
export function SettlePage(props: SettlePageProps) {
  const { frame, title, heading = title, entryId, content, list, said, settled, allowed } = props;
  const { t, language } = frame;
  const original = originalOf(content);
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide={props.wide ?? false}>
      {props.answerError && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={[{ href: '#answer', text: props.answerError }]}
        />
      )}
      {props.warning && (
        <Notice kind="warning">
          <p>{props.warning}</p>
        </Notice>
      )}
      <p>
        <a href={list.href}>{list.text}</a>
      </p>
      <h1>{heading}</h1>
      <p class="lead">
        <a href={`${paths.moderation(language)}/${entryId}`}>
          <bdi lang={original.language}>{original.title}</bdi>
        </a>
      </p>
      {props.children}
      {settled || !allowed ? <p>{said}</p> : <SettleForms {...props} />}
    </Layout>
  );
}

function SettleForms({ frame: { t }, id, list, version, asks, answer, answerError }: SettlePageProps) {
  const href = `${list.href}/${id}`;
  return (
    <>
      <form class="form" method="post" action={`${href}/accept`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        {asks}
        <Button>{t('corrections.accept')}</Button>
      </form>
      <form class="form" method="post" action={`${href}/refuse`} noValidate>
        <TextArea
          id="answer"
          name="answer"
          label={t('correction.answer')}
          hint={t('corrections.answer.hint')}
          required
          value={answer}
          error={answerError}
          rows={3}
        />
        <Button kind="secondary">{t('correction.refuse')}</Button>
      </form>
    </>
  );
}

/** How owners accept or refuse what a reader suggests about their entry; words to the reader are optional. */
export function OwnerSettleForms({
  frame: { t },
  id,
  href,
  version,
  asks,
}: {
  frame: Frame;
  id: string;
  /** Address of the list that the item stands in. */
  href: string;
  /** Of the entry. */
  version: number;
  asks?: ComponentChildren;
}) {
  return (
    <>
      <form method="post" action={`${href}/${id}/accept`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        {asks}
        <Button>{t('correction.accept')}</Button>
      </form>
      <form method="post" action={`${href}/${id}/refuse`}>
        <TextArea
          id={`answer-${id}`}
          name="answer"
          label={t('correction.answer')}
          optionalLabel={t('submit.optional')}
          value=""
          rows={2}
        />
        <Button kind="secondary">{t('correction.refuse')}</Button>
      </form>
    </>
  );
}
