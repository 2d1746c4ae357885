import type { Translate } from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';

/** What every page knows about the request it answers. */
export interface Frame {
  language: Language;
  t: Translate;
  /** Path with query, beginning with `/{language}`. */
  path: string;
  /** Scheme and host, without a slash at the end. */
  origin: string;
  user: {
    email: string;
    /** Works at the desk, now. */
    staff: boolean;
    /** May switch staff power on. */
    administrator: boolean;
    staffPower: boolean;
  } | null;
  assets: {
    css: string;
    /** Of pages to look at. */
    view: string;
    /** Of pages with a form to fill in. */
    work: string;
    /** Of pages where people look after something: an account, an entry, the desk. */
    manage: string;
    js: string | null;
    suggest: string | null;
    passkey: string | null;
    desk: string | null;
    picture: string | null;
    device: string;
    onDevice: string;
    offlineForm: string;
    draft: string | null;
    draftImports: readonly string[];
  };
  /** Id of a form whose answers must survive a change of language. */
  form?: string;
}
