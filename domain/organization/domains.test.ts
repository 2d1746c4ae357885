import { expect, test } from 'vitest';
import { domainOf, provesIdentity } from './domains.ts';

test.each([
  ['https://www.Who.int/about', 'who.int'],
  ['http://ministry.gov.kg.', 'ministry.gov.kg'],
  ['https://школа.рф/x', 'xn--80avsxg.xn--p1ai'],
  ['https://www2.example.org:8443', 'www2.example.org'],
  ['https://10.0.0.1/', null],
  ['https://[::1]/', null],
  ['https://localhost', null],
  ['not an address', null],
])('the domain of %s is %s', (url, domain) => {
  const found = domainOf(url);
  if (domain?.startsWith('xn--')) expect(found).toMatch(/^xn--[a-z0-9-]+\.xn--p1ai$/);
  else expect(found).toBe(domain);
});

test.each(['who.int', 'unece.org', 'education.gov.kg', 'itu.int', 'oxfam.org.uk', 'mail.who.int'])(
  '%s shows who somebody is',
  (domain) => expect(provesIdentity(domain)).toBe(true),
);

test.each([
  ...['gmail.com', 'yahoo.com', 'yahoo.co.uk', 'hotmail.fr', 'mail.ru', 'qq.com', 'proton.me'],
  ...['co.uk', 'org.za', 'gov.kg', 'com.br', 'go.jp'],
  ...['github.io', 'river.github.io', 'river.wordpress.com', 'facebook.com'],
])('%s does not', (domain) => expect(provesIdentity(domain)).toBe(false));
