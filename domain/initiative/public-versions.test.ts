import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aLog } from '#test/support/logs.ts';
import type { EventData, InitiativeEvent } from './events.ts';
import { publicVersions } from './public-versions.ts';
import { standingOf } from './standing.ts';

function played(...events: [InitiativeEvent['type'], EventData?][]): InitiativeEvent[] {
  return events.map(([type, data = {}], index) => ({
    type,
    version: index + 1,
    data,
    actorId: 'ann',
    at: 1000 + index,
  }));
}

const SUBMITTED: [InitiativeEvent['type'], EventData?][] = [
  ['initiative.submitted', { revision: 1 }],
  ['initiative.confirmed'],
];
const numbered = (...events: [InitiativeEvent['type'], EventData?][]) =>
  publicVersions(played(...events)).map(({ number, revision, at }) => [number, revision, at]);

describe('publicVersions', () => {
  test('counts what was public, not what was written', () => {
    expect(numbered(...SUBMITTED)).toEqual([]);
    expect(
      numbered(
        ...SUBMITTED,
        ['initiative.revised', { revision: 2 }],
        ['initiative.approved'],
        ['initiative.amended', { revision: 3 }],
        ['initiative.revised', { revision: 4 }],
        ['initiative.declined'],
        ['initiative.corrected', { revision: 5 }],
        ['initiative.rolled-back', { revision: 6, from_revision: 2 }],
      ),
    ).toEqual([
      [1, 2, 1003],
      [2, 3, 1004],
      [3, 5, 1007],
      [4, 6, 1008],
    ]);
  });

  test('what comes back unchanged is the version it was', () => {
    expect(
      numbered(
        ...SUBMITTED,
        ['initiative.approved'],
        ['initiative.archived'],
        ['initiative.restored'],
        ['initiative.hidden'],
        ['initiative.restored'],
      ),
    ).toEqual([[1, 1, 1002]]);
  });

  test('an approval that was undone leaves a gap, and its number comes back only with its content', () => {
    const undone: typeof SUBMITTED = [
      ...SUBMITTED,
      ['initiative.approved'],
      ['initiative.revised', { revision: 2 }],
      ['initiative.approved'],
      ['initiative.decision-undone'],
    ];
    expect(numbered(...undone)).toEqual([[1, 1, 1002]]);
    expect(numbered(...undone, ['initiative.approved'])).toEqual([
      [1, 1, 1002],
      [2, 2, 1004],
    ]);
    expect(numbered(...undone, ['initiative.revised', { revision: 3 }], ['initiative.approved'])).toEqual([
      [1, 1, 1002],
      [3, 3, 1007],
    ]);
  });

  test('a number means the same content for ever, and what is public has one', () => {
    fc.assert(
      fc.property(aLog, (log) => {
        const meaning = new Map<number, number>();
        for (let length = 1; length <= log.length; length++) {
          const prefix = log.slice(0, length);
          const versions = publicVersions(prefix);
          const { publishedRevision } = standingOf(prefix);
          if (publishedRevision !== null)
            expect(versions.map(({ revision }) => revision)).toContain(publishedRevision);
          versions.forEach(({ number, revision }, index) => {
            expect(number).toBeGreaterThan(versions[index - 1]?.number ?? 0);
            expect(meaning.get(number) ?? revision).toBe(revision);
            meaning.set(number, revision);
          });
        }
        expect(new Set(meaning.values()).size).toBe(meaning.size);
      }),
      { numRuns: 500 },
    );
  });
});
