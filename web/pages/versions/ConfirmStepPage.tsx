import { Button, LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';

export interface ConfirmStepPageProps {
  frame: Frame;
  title: string;
  lead: string;
  /** Where the button sends to. */
  action: string;
  /** Words of the button; none once it is done. */
  button?: string | undefined;
  next?: { href: string; text: string } | undefined;
}

/** What a mailed link leads to: one button, so that programs that open links confirm nothing. */
export function ConfirmStepPage({ frame, title, lead, action, button, next }: ConfirmStepPageProps) {
  return (
    <Layout frame={frame} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {button && (
        <form method="post" action={action}>
          <Button>{button}</Button>
        </form>
      )}
      {next && <LinkButton href={next.href}>{next.text}</LinkButton>}
    </Layout>
  );
}
