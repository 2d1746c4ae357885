import type { ComponentChildren } from 'preact';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { Layout } from './Layout.tsx';
import { SearchBox } from './SearchBox.tsx';

export interface ProblemPageProps {
  frame: Frame;
  title: string;
  detail: string;
  /** Code of the table of problems. */
  code: string;
  requestId: string;
  /** Whether the same address may be opened once more. */
  again?: boolean | undefined;
  children?: ComponentChildren;
}

export function ProblemPage({
  frame,
  title,
  detail,
  code,
  requestId,
  again = false,
  children,
}: ProblemPageProps) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{detail}</p>
      {children}
      <NextSteps frame={frame} code={code} again={again} />
      <p class="fine-print">
        {t('problem-page.reference')} <bdi class="code">{code}</bdi> · <bdi class="code">{requestId}</bdi>
      </p>
    </Layout>
  );
}

/** Problems that may be over when the page is opened once more. */
const PASSING: readonly string[] = ['too-many-requests', 'internal', 'unavailable', 'edit-conflict'];
/** Problems that somebody else, or the same person signed in, would not have. */
const OF_PEOPLE: readonly string[] = ['sign-in-required', 'not-allowed'];

function NextSteps({ frame, code, again }: { frame: Frame; code: string; again: boolean }) {
  const { language, t, path, user } = frame;
  const steps = [
    ...(again && PASSING.includes(code) ? [{ href: path, label: t('problem-page.again') }] : []),
    ...(!user && OF_PEOPLE.includes(code)
      ? [{ href: paths.signIn(language), label: t('layout.sign-in') }]
      : []),
    ...(user ? [{ href: paths.account(language), label: t('layout.account') }] : []),
    { href: paths.home(language), label: t('problem-page.home') },
    { href: paths.help(language), label: t('layout.help') },
  ];
  return (
    <section class="next-steps" aria-labelledby="next">
      <h2 id="next">{t('problem-page.next')}</h2>
      {!PASSING.includes(code) && <SearchBox frame={frame} q="" />}
      <ul class="links">
        {steps.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
