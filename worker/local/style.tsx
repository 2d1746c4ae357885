import { Hono } from 'hono';
import { newestInitiatives } from '#db/search/newest.ts';
import { StylePage } from '#web/pages/style/StylePage.tsx';
import type { AppEnv } from '../http/context.ts';
import { searchIndex } from '../http/databases.ts';
import { LANGUAGE_PREFIX } from '../http/language.ts';
import { frameOf, page } from '../http/page.tsx';

const SHOWN = 3;

/** Every component in every state. Local environment only. */
export const style = new Hono<AppEnv>().get(`${LANGUAGE_PREFIX}/style`, async (c) =>
  page(c, <StylePage frame={frameOf(c)} initiatives={await newestInitiatives(searchIndex(c), SHOWN)} />, {
    private: true,
  }),
);
