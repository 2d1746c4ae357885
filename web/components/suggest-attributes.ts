import { SUGGESTION_KINDS } from '#domain/search/suggestion-kinds.ts';
import type { Frame } from './frame.ts';

/** What `web/suggest.ts` needs to know on the input of a search box: whom to ask, and the words around the answers. */
export function suggestAttributes({ language, t }: Frame): Record<`data-suggest${string}`, string> {
  return {
    'data-suggest': `/api/v1/suggest?language=${language}&q=`,
    'data-suggest-label': t('suggest.label'),
    'data-suggest-count': t('suggest.count'),
    'data-suggest-kinds': JSON.stringify(
      Object.fromEntries(SUGGESTION_KINDS.map((kind) => [kind, t(`suggest.kind.${kind}`)])),
    ),
  };
}
