import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Blocks } from './Blocks.tsx';
import { Controls } from './Controls.tsx';
import { Foundations } from './Foundations.tsx';

export interface StylePageProps {
  frame: Frame;
  /** Some entries of the register, to fill cards and lists. */
  initiatives: readonly PublicInitiative[];
}

/** Every component in every state, in the light scheme and in the dark one. */
export function StylePage({ frame, initiatives }: StylePageProps) {
  return (
    <Layout frame={frame} title="Style" noindex alternates={false} wide>
      <h1 lang="en">Style</h1>
      <div class="schemes">
        {(['light', 'dark'] as const).map((scheme) => (
          <section key={scheme} class={`scheme scheme-${scheme}`} aria-label={scheme}>
            <Foundations frame={frame} />
            <Controls frame={frame} scheme={scheme} />
            <Blocks frame={frame} scheme={scheme} initiatives={initiatives} />
          </section>
        ))}
      </div>
    </Layout>
  );
}
