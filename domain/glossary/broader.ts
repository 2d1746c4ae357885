import relations from './relations/broader.json' with { type: 'json' };

const BROADER: Readonly<Record<string, readonly string[]>> = relations;

/** Ids of the concepts that include one: telemedicine is of health. */
export function broaderConcepts(id: string): readonly string[] {
  return BROADER[id] ?? [];
}

/** The concepts that include some, and those that include these; without the ones they start from. */
export function allBroader(ids: Iterable<string>): Set<string> {
  const start = new Set(ids);
  const found = new Set<string>();
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const broader of broaderConcepts(id))
      if (!found.has(broader)) {
        found.add(broader);
        open.push(broader);
      }
  for (const id of start) found.delete(id);
  return found;
}
