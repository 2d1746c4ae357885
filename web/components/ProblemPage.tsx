import type { ComponentChildren } from 'preact';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { Layout } from './Layout.tsx';

export interface ProblemPageProps {
  frame: Frame;
  title: string;
  detail: string;
  /** Code of the table of problems. */
  code: string;
  requestId: string;
  children?: ComponentChildren;
}

export function ProblemPage({ frame, title, detail, code, requestId, children }: ProblemPageProps) {
  const { language, t } = frame;
  return (
    <Layout frame={frame} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{detail}</p>
      {children}
      <p>
        <a href={paths.search(language)}>{t('problem-page.search')}</a>
      </p>
      <p class="fine-print">
        {t('problem-page.reference')} <bdi class="code">{code}</bdi> · <bdi class="code">{requestId}</bdi>
      </p>
    </Layout>
  );
}
