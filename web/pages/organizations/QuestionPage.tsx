import type { ComponentChildren } from 'preact';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';

export interface QuestionPageProps {
  frame: Frame;
  title: string;
  children: ComponentChildren;
  /** What the one button does; null for a page that only tells. */
  answer: { action: string; label: string; kind?: ButtonKind } | null;
}

/** Asks before something is done: programs that open links before people do must not do it. */
export function QuestionPage({ frame, title, children, answer }: QuestionPageProps) {
  return (
    <Layout frame={frame} title={title} noindex alternates={false}>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {children}
      {answer && (
        <form method="post" action={answer.action}>
          <Button kind={answer.kind}>{answer.label}</Button>
        </form>
      )}
    </Layout>
  );
}
