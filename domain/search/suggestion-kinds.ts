/** Kinds of suggestions, in the order of the list where they fit equally well. */
export const SUGGESTION_KINDS = [
  'country',
  'organization',
  'concept',
  'action_line',
  'sdg',
  'initiative',
] as const;
