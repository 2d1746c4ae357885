import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DnsAnswer } from '#worker/http/dns.ts';
import { isPublicAddress } from '#worker/http/public-address.ts';
import { safeGet, type Ways } from '#worker/http/safe-fetch.ts';

/** Whatever may happen on the web, served on loopback. */
let server: Server;
let origin = '';
/** Hosts and paths that were really asked for. */
let asked: string[] = [];
let sent = 0;

beforeAll(async () => {
  server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', `http://${request.headers['x-host']}`);
    asked.push(`${request.method} ${url.host}${url.pathname}`);
    const to = url.searchParams.get('to');
    if (to !== null) return void answer.writeHead(302, { location: to }).end();
    switch (url.pathname) {
      case '/endless': {
        // 10 GB, if anybody asked for it.
        answer.writeHead(200, { 'content-length': String(10 * 1024 ** 3) });
        const more = () => {
          while (!answer.destroyed && answer.write(new Uint8Array(16_384))) sent += 16_384;
        };
        answer.on('drain', more);
        return more();
      }
      case '/drip': {
        answer.writeHead(200);
        const drop = setInterval(() => answer.write('.'), 20);
        return void answer.on('close', () => clearInterval(drop));
      }
      case '/silent':
        return;
      case '/hang-up':
        return void request.socket.destroy();
      default:
        return void answer.writeHead(Number(url.pathname.slice(1)) || 200).end('page');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  sent = 0;
});

const PUBLIC: DnsAnswer = { status: 'found', values: ['93.184.215.14'] };
const NONE: DnsAnswer = { status: 'none' };

/** A web of which every host is the server above; `names` says what the resolver answers, in turn. */
function web(names: Record<string, DnsAnswer[]> = {}): Ways {
  const turns = new Map<string, number>();
  return {
    timeLimit: 1500,
    fetch: (address, init) => {
      const url = new URL(address);
      return fetch(origin + url.pathname + url.search, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), 'x-host': url.host },
      });
    },
    lookUp: async (name, type) => {
      if (type === 'AAAA') return NONE;
      const answers = names[name] ?? [PUBLIC];
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      return answers[Math.min(turn, answers.length - 1)] ?? NONE;
    },
  };
}

const to = (address: string): string => `http://a.example.org/go?to=${encodeURIComponent(address)}`;
const found = (...values: string[]): DnsAnswer => ({ status: 'found', values });

describe('what the web answers', () => {
  test.each([200, 204, 403, 404, 410, 500, 503])('status %i', async (status) => {
    expect(await safeGet(`http://a.example.org/${status}`, web())).toEqual({ outcome: 'answered', status });
    expect(asked).toEqual([`GET a.example.org/${status}`]);
  });

  test('a dead link: no such name', async () => {
    expect(await safeGet('https://gone.example.org/', web({ 'gone.example.org': [NONE] }))).toEqual({
      outcome: 'no-host',
    });
    expect(asked).toEqual([]);
  });

  test('a server that hangs up', async () => {
    expect(await safeGet('http://a.example.org/hang-up', web())).toEqual({ outcome: 'unreachable' });
  });

  test('a resolver that fails says nothing about a link', async () => {
    const ways = web({ 'a.example.org': [{ status: 'failed' }] });
    expect(await safeGet('http://a.example.org/', ways)).toEqual({ outcome: 'unknown' });
    expect(asked).toEqual([]);
  });

  test('redirects are followed, five of them', async () => {
    const chain = (count: number): string =>
      count === 0 ? 'http://a.example.org/200' : to(chain(count - 1));
    expect(await safeGet(chain(5), web())).toEqual({ outcome: 'answered', status: 200 });
    expect(await safeGet(chain(6), web())).toEqual({ outcome: 'redirects' });
  });

  test('a redirect loop', async () => {
    const ways = web();
    const loop: Ways = {
      ...ways,
      fetch: (url, init) => ways.fetch(`${url}?to=${encodeURIComponent('http://a.example.org/loop')}`, init),
    };
    expect(await safeGet('http://a.example.org/loop', loop)).toEqual({ outcome: 'redirects' });
    expect(asked).toHaveLength(6);
  });
});

describe('limits', () => {
  test('a body of 10 GB is left after 64 kB', async () => {
    expect(await safeGet('http://a.example.org/endless', web())).toEqual({
      outcome: 'answered',
      status: 200,
    });
    // What the sockets between hold, and no more.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  test('a slow drip ends with the time', async () => {
    const begun = Date.now();
    expect(await safeGet('http://a.example.org/drip', { ...web(), timeLimit: 300 })).toEqual({
      outcome: 'timeout',
    });
    expect(Date.now() - begun).toBeLessThan(1200);
  });

  test('a server that says nothing', async () => {
    expect(await safeGet('http://a.example.org/silent', { ...web(), timeLimit: 200 })).toEqual({
      outcome: 'timeout',
    });
  });

  test('a resolver that says nothing', async () => {
    const ways: Ways = { ...web(), timeLimit: 200, lookUp: () => new Promise(() => {}) };
    expect(await safeGet('http://a.example.org/', ways)).toEqual({ outcome: 'timeout' });
  });
});

/** Addresses that are not of the public web, however they are written. */
const CLOSED = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://10.1.2.3/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[ff02::1]/',
  'http://localhost/',
  'http://localhost./',
  'http://a.localhost/',
  'http://router/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://user:secret@a.example.org/',
  'http://a.example.org:22/',
  'http://a.example.org:8787/',
  'ftp://a.example.org/',
  'file:///etc/passwd',
  'data:text/plain,hello',
];

describe('nothing but the public web', () => {
  test.each(CLOSED)('%s', async (address) => {
    expect(await safeGet(address, web())).toEqual({ outcome: 'refused' });
    expect(asked).toEqual([]);
  });

  test.each(CLOSED)('a redirect to %s', async (address) => {
    expect(await safeGet(to(address), web())).toEqual({ outcome: 'refused' });
    expect(asked).toEqual(['GET a.example.org/go']);
  });

  test.each([
    ['a private address', found('10.0.0.7')],
    ['a private address among public ones', found('93.184.215.14', '127.0.0.1')],
    ['a mapped address', found('::ffff:10.0.0.7')],
    ['no address at all', found('nonsense')],
  ])('a name with %s', async (_what, answer) => {
    expect(await safeGet('http://b.example.org/', web({ 'b.example.org': [answer] }))).toEqual({
      outcome: 'refused',
    });
    expect(asked).toEqual([]);
  });

  test('a name whose answer changes before a redirect', async () => {
    const names = { 'a.example.org': [PUBLIC, PUBLIC, found('127.0.0.1')] };
    expect(await safeGet(to('http://a.example.org/200'), web(names))).toEqual({ outcome: 'refused' });
    expect(asked).toEqual(['GET a.example.org/go']);
  });

  test('a name whose answer changes between the look-up and the request', async () => {
    const names = { 'a.example.org': [PUBLIC, found('169.254.169.254')] };
    expect(await safeGet('http://a.example.org/200', web(names))).toEqual({ outcome: 'refused' });
  });

  test('ports of the web', async () => {
    for (const port of ['80', '443', '8080', '8443'])
      expect(await safeGet(`http://a.example.org:${port}/`, web())).toEqual({
        outcome: 'answered',
        status: 200,
      });
  });

  test('public addresses', () => {
    for (const address of [
      '93.184.215.14',
      '8.8.8.8',
      '172.32.0.1',
      '2606:2800:21f:cb07::1',
      '[2a00:1450::1]',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of [
      '',
      '1.2.3',
      '01.2.3.4',
      '2001:db8::1',
      '2001:0:1::1',
      '3fff::1',
      ':::',
      '1::2::3',
      'example.org',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});
