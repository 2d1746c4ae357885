import type { ComponentChildren } from 'preact';
import { ACTION_LINE_CODES, type ActionLine } from '#domain/taxonomy/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';
import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';

/** The eleven lines: the parts of C7 stand behind it. */
const LINES = [
  ...new Set(ACTION_LINE_CODES.map((code): ActionLine | 'C7' => (code.startsWith('C7-') ? 'C7' : code))),
];

/** What most people come for: an action line, a goal, or to register something. */
export function WaysIn({ frame }: { frame: Frame }) {
  const { language, t } = frame;
  return (
    <section class="ways" aria-label={t('home.ways')}>
      <Way title={t('action-lines.title')} href={`/${language}/action-lines`} lead={t('home.ways.lines')}>
        <ul class="codes">
          {LINES.map((code) => (
            <li key={code}>
              <Code
                class="line-tile"
                href={`/${language}/action-lines/${code}`}
                name={`${code} ${ACTION_LINE_SHORT_NAMES[code][language]}`}
                code={code}
              />
            </li>
          ))}
        </ul>
      </Way>
      <Way title={t('sdgs.title')} href={`/${language}/sdgs`} lead={t('home.ways.sdgs')}>
        <ul class="codes">
          {SDG_IDS.map((sdg) => (
            <li key={sdg}>
              <Code
                class={`sdg sdg-${sdg}`}
                href={`/${language}/sdgs/${sdg}`}
                name={t('sdg.label', { number: sdg, name: SDG_NAMES[sdg][language] })}
                code={sdg}
              />
            </li>
          ))}
        </ul>
      </Way>
      <Way title={t('home.ways.missing')} lead={t('home.ways.register')}>
        <LinkButton href={paths.submit(language)}>{t('layout.submit')}</LinkButton>
      </Way>
    </section>
  );
}

function Way({
  title,
  href,
  lead,
  children,
}: {
  title: string;
  href?: string;
  lead: string;
  children: ComponentChildren;
}) {
  return (
    <div class="way">
      <h2>{href ? <a href={href}>{title}</a> : title}</h2>
      <p>{lead}</p>
      {children}
    </div>
  );
}

function Code({
  name,
  code,
  href,
  ...look
}: {
  class: string;
  href: string;
  name: string;
  code: string | number;
}) {
  return (
    <a {...look} href={href} aria-label={name} title={name}>
      {code}
    </a>
  );
}
