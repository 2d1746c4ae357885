import { Hono } from 'hono';
import { registerFigures } from '#db/search/figures.ts';
import { newestInitiatives } from '#db/search/newest.ts';
import { Problem } from '#domain/problems.ts';
import {
  ACTION_LINE_CODES,
  ACTION_LINE_GROUP_C7,
  type ActionLine,
  actionLine,
  expandActionLine,
} from '#domain/taxonomy/action-lines.ts';
import { ActionLineCode } from '#web/components/ActionLineTag.tsx';
import { IndexPage } from '#web/pages/initiatives/IndexPage.tsx';
import { actionLineItem } from '#web/pages/initiatives/LinkList.tsx';
import { ActionLineFacts, ActionLineGroupFacts } from '#web/pages/initiatives/TagFacts.tsx';
import { TagPage } from '#web/pages/initiatives/TagPage.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { countsByValue } from './counts.ts';

const PATH = `${LANGUAGE_PREFIX}/action-lines` as const;
const NEWEST = 6;

export const actionLines = new Hono<AppEnv>()
  .get(PATH, async (c) => {
    const figures = await registerFigures(searchIndex(c));
    const counts = countsByValue(figures.facets.action_line);
    const first = ACTION_LINE_CODES.findIndex((code) => code.startsWith('C7-'));
    const codes = [...ACTION_LINE_CODES.slice(0, first), 'C7' as const, ...ACTION_LINE_CODES.slice(first)];
    return page(
      c,
      <IndexPage
        frame={frameOf(c)}
        title={t(c)('action-lines.title')}
        lead={t(c)('action-lines.lead')}
        items={codes.map((code) =>
          actionLineItem(frameOf(c), code, code === 'C7' ? figures.c7 : (counts[code] ?? 0)),
        )}
      />,
    );
  })
  .get(`${PATH}/:code`, async (c) => {
    const code = codeOf(c.req.param('code'));
    const index = searchIndex(c);
    const [figures, newest] = await Promise.all([
      registerFigures(index),
      newestInitiatives(index, NEWEST, { action_line: [code] }),
    ]);
    const counts = countsByValue(figures.facets.action_line);
    const frame = frameOf(c);
    const { name } = code === 'C7' ? ACTION_LINE_GROUP_C7 : actionLine(code);
    return page(
      c,
      <TagPage
        frame={frame}
        title={name[frame.language]}
        mark={<ActionLineCode code={code} />}
        filter={['action_line', code]}
        total={code === 'C7' ? figures.c7 : (counts[code] ?? 0)}
        newest={newest}
      >
        {code === 'C7' ? (
          <ActionLineGroupFacts frame={frame} counts={counts} />
        ) : (
          <ActionLineFacts frame={frame} code={code} />
        )}
      </TagPage>,
    );
  });

function codeOf(code: string): ActionLine | 'C7' {
  if (expandActionLine(code).length === 0) throw new Problem('not-found');
  return code as ActionLine | 'C7'; // a code that expands is one of these
}
