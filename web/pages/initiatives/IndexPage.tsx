import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { LinkList, type LinkListItem } from './LinkList.tsx';

export interface IndexPageProps {
  frame: Frame;
  title: string;
  lead: string;
  items: readonly LinkListItem[];
}

/** Every value of a code list with its number of entries. */
export function IndexPage({ frame, title, lead, items }: IndexPageProps) {
  return (
    <Layout sheets={['view']} frame={frame} title={title} description={lead} wide>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <LinkList frame={frame} items={items} />
    </Layout>
  );
}
