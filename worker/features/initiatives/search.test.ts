import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSeed } from '#db/seed/load.ts';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
}, 120_000);

async function html(path: string, status = 200): Promise<string> {
  const answer = await exports.default.fetch(new Request(`http://localhost${path}`));
  expect(answer.status, path).toBe(status);
  return answer.text();
}

/** As a reader sees it, without the signs that isolate words of another direction. */
function plainText(page: string): string {
  return page.replace(/<[^>]*>/g, '').replace(/[\u2068\u2069]/g, '');
}

describe('search', () => {
  test('announces the total and keeps the form filled in', async () => {
    const text = await html('/en/initiatives?q=health&sdg=3&country=ke');
    expect(text).toMatch(/<p class="search-total" role="status">/);
    expect(text).toMatch(/name="q" value="health"/);
    expect(text).toMatch(/name="sdg" value="3" checked/);
    expect(text).toMatch(/name="country" value="KE" checked/);
    expect(text).toContain('class="chip"');
    expect(text).toContain('href="/en/initiatives?q=health&amp;country=KE"');
  });

  test('names bad values and searches without them', async () => {
    const text = await html('/en/initiatives?sdg=99&sdg=4&page=x&foo=bar', 422);
    expect(text).toContain('class="error-summary"');
    expect(text).toContain('href="#facet-sdg"');
    expect(text).toMatch(/name="sdg" value="4" checked/);
    expect(text).toContain('noindex');
  });

  test('helps when nothing is found', async () => {
    const text = await html('/en/initiatives?q=zzzznothing&sdg=4');
    expect(text).toContain('class="empty-state"');
    expect(text).toContain('href="/en/initiatives?q=zzzznothing"');
    expect(text).toContain('href="/en/action-lines/C7"');
    expect(text).toContain('<a class="button primary" href="/en/submit">');
    await html('/en/initiatives?page=99');
  });

  test('puts the results in another order at once, and keeps it for the next question', async () => {
    const text = await html('/en/initiatives?q=health&sdg=3');
    expect(text).toMatch(/sort=relevance"[^>]* aria-current="true"/);
    const [, href = ''] = /href="([^"]*sort=title)"/.exec(text) ?? [];
    const sorted = await html(href.replaceAll('&amp;', '&'));
    expect(sorted).toContain('<input type="hidden" name="sort" value="title"/>');
    expect(sorted).toMatch(/name="sdg" value="3" checked/);
    expect(await html('/en/initiatives')).not.toContain('sort=relevance');
  });

  test('says what was searched instead of a typing error, and lets people insist', async () => {
    const text = await html('/en/initiatives?q=artifical+inteligence');
    expect(plainText(text)).toContain(
      'No entry has “artifical inteligence”. Searched instead: “artificial intelligence”.',
    );
    expect(text).toContain('href="/en/initiatives?q=artifical+inteligence&amp;exact=1"');
    expect(text).toContain('<mark>Artificial Intelligence</mark>');
    const insisted = await html('/en/initiatives?q=artifical+inteligence&exact=1');
    expect(plainText(insisted)).toContain('Did you mean: artificial intelligence');
    expect(insisted).toContain('href="/en/initiatives?q=artificial+intelligence"');
    expect(insisted).toContain('<input type="hidden" name="exact" value="1"');
    expect(insisted).toContain('Words exactly as typed');
    expect(plainText(insisted)).not.toContain('Searched instead');
  });

  test('says that the end of a long text was left out', async () => {
    const words = Array.from({ length: 20 }, (_, index) => `word${index}`).join('+');
    expect(await html(`/en/initiatives?q=${words}`)).toContain('Only its first 16 words');
    expect(await html(`/en/initiatives?q=${'x'.repeat(600)}`)).toContain('at most 500 characters');
    expect(await html('/en/initiatives?q=health')).not.toContain('Only its first');
  });

  test('shows what has some of the words apart from what has all', async () => {
    const mixed = await html('/en/initiatives?q=women+digital+skills');
    expect(mixed.match(/<h2 class="results-border">With some of your words/g)).toHaveLength(1);
    expect(mixed.indexOf('class="card"')).toBeLessThan(mixed.indexOf('class="results-border"'));
    expect(mixed.match(/<ol class="entry-cards"/g)).toHaveLength(2);
    const none = await html('/en/initiatives?q=journalists+agriculture+telemedicine');
    expect(none).toContain('None of these has all your words');
    expect(none.indexOf('class="results-border"')).toBeLessThan(none.indexOf('class="card"'));
    expect(await html('/en/initiatives?q=health')).not.toContain('results-border');
    const newest = await html('/en/initiatives?q=women+digital+skills&sort=newest');
    expect(newest).not.toContain('results-border');
    expect(newest).toMatch(/class="card-why">With some of your words/);
  });

  test('marks the words, and names the concept that stands for them', async () => {
    const text = await html(`/fr/initiatives?q=${encodeURIComponent('农业')}`);
    expect(text).toMatch(/<mark>[^<]*agricultur[^<]*<\/mark>/i);
    expect(text).toMatch(/class="card-why">Trouvée par le sens\u202f: Agriculture/i);
    const none = await html('/fr/initiatives');
    expect(none).not.toContain('<mark>');
    expect(none).not.toContain('card-why');
  });

  test('leaves out what people do not want, and takes it in again', async () => {
    const asked = await html('/en/initiatives?q=health&sdg=3');
    expect(asked).toContain('href="/en/initiatives?q=health&amp;-sdg=3"');
    const text = await html('/en/initiatives?q=health&-sdg=3&page=1');
    expect(text).toContain('Not: Goal 3: Good health and well-being');
    expect(text).toContain('class="chip out"');
    expect(text).toContain('href="/en/initiatives?q=health&amp;sdg=3"');
    expect(text).toContain('href="/en/initiatives?q=health"');
    expect(text).toContain('<input type="hidden" name="-sdg" value="3"');
    expect(text).not.toMatch(/name="sdg" value="3" checked/);
    expect(text).toContain('Good health and well-being (left out)');
    expect(text).not.toMatch(/class="sdg-tile[^>]*href="\/en\/sdgs\/3"/);
  });

  test('a box that is ticked again counts more than the value left out before', async () => {
    const text = await html('/en/initiatives?-sdg=3&-sdg=4&sdg=3');
    expect(text).toMatch(/name="sdg" value="3" checked/);
    expect(text).not.toContain('name="-sdg" value="3"');
    expect(text).toContain('<input type="hidden" name="-sdg" value="4"');
  });

  test('names bad values of what is left out', async () => {
    const text = await html('/en/initiatives?-sdg=99&exact=1&exact=1', 422);
    expect(text).toContain('Not: Sustainable Development Goal');
    expect(text).toContain('href="#facet-sdg"');
    expect(text).toContain('Exact words: ');
  });

  test('writes what people typed as text', async () => {
    const text = await html(`/en/initiatives?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain('<script>alert');
  });
});
