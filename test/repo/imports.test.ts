import { expect, test } from 'vitest';
import { read, sources } from './source.ts';

/** What each place may import, innermost first. A feature never imports another feature. */
const ALLOWED: Record<string, readonly string[]> = {
  domain: ['domain'],
  db: ['domain', 'db'],
  web: ['domain', 'web'],
  http: ['domain', 'db', 'web', 'http'],
  jobs: ['domain', 'db', 'http', 'jobs'],
  features: ['domain', 'db', 'web', 'http', 'jobs'],
  app: ['domain', 'db', 'web', 'http', 'jobs', 'features', 'app'],
};

function placeOf(path: string): string {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top !== 'worker') return top;
  if (second === 'features') return `features/${third}`;
  if (second === 'http' || second === 'jobs') return second;
  return path === 'worker/env.ts' ? 'http' : 'app';
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function importsOf(path: string): string[] {
  return [...read(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .flatMap((match) => resolve(path, match[1] ?? '') ?? [])
    .filter((target) => !/^(dist|package\.json)/.test(target));
}

test('imports point inwards only, and no feature imports another', () => {
  const wrong: string[] = [];
  for (const path of sources()) {
    const place = placeOf(path);
    for (const target of importsOf(path)) {
      const to = placeOf(target);
      const allowed = ALLOWED[place.split('/')[0] ?? ''] ?? [];
      const fine =
        to === place ||
        (allowed.includes(to.split('/')[0] ?? '') &&
          !(place.startsWith('features/') && to.startsWith('features/')));
      if (!fine) wrong.push(`${path} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('pure code asks nobody for the time, the network or the machine', () => {
  const impure = /\bDate\.now\(|\bfetch\(|\bprocess\.|from 'node:|new Date\(\)|\bdocument\.|\bwindow\./;
  expect(sources().filter((path) => path.startsWith('domain/') && impure.test(read(path)))).toEqual([]);
});
