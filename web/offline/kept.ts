/** Names of the caches of the service worker. */
export const CACHES = {
  /** The last public pages that were read. */
  pages: 'pages',
  /** Pages that work without a connection, in each language that was read. */
  shell: 'shell',
  /** Scripts and the style sheet. */
  assets: 'assets',
} as const;

/** Header of a kept page: when it came from the register, in milliseconds. */
export const KEPT_AT = 'x-kept-at';

/** Pages kept at most. */
export const MOST_PAGES = 30;
