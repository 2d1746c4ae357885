/** Where everybody can have an address: a mail from there says nothing about an organisation. */
const MAIL_PROVIDERS = new Set(
  (
    'gmail.com googlemail.com icloud.com me.com mac.com aol.com web.de freenet.de t-online.de mail.ru bk.ru inbox.ru ' +
    'list.ru internet.ru ya.ru rambler.ru qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn ' +
    'sohu.com aliyun.com tom.com naver.com daum.net hanmail.net proton.me protonmail.com protonmail.ch pm.me ' +
    'tutanota.com tutanota.de tuta.com tuta.io zoho.com zohomail.com fastmail.com fastmail.fm hey.com hushmail.com ' +
    'mailbox.org posteo.de orange.fr laposte.net free.fr wanadoo.fr sfr.fr libero.it virgilio.it tiscali.it ' +
    'rediffmail.com uol.com.br bol.com.br terra.com.br ig.com.br comcast.net verizon.net att.net cox.net sbcglobal.net ' +
    'bellsouth.net btinternet.com mail.com email.com usa.com inbox.com seznam.cz wp.pl o2.pl onet.pl interia.pl ' +
    'ukr.net i.ua abv.bg maktoob.com ymail.com rocketmail.com msn.com mailinator.com guerrillamail.com yopmail.com'
  ).split(' '),
);

/** Providers that have a domain in many countries. */
const PROVIDER_NAMES = /^(?:yahoo|hotmail|outlook|live|gmx|yandex)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** Below these anybody gets a site: what they name is the host, not who writes there. */
const SHARED_HOSTS = new Set(
  (
    'github.io gitlab.io pages.dev workers.dev web.app firebaseapp.com netlify.app vercel.app herokuapp.com ' +
    'azurewebsites.net blogspot.com wordpress.com wixsite.com weebly.com webflow.io tumblr.com medium.com substack.com ' +
    'notion.site facebook.com instagram.com linkedin.com x.com twitter.com youtube.com t.me vk.com weibo.com ' +
    'google.com sites.google.com docs.google.com linktr.ee'
  ).split(' '),
);

/** What countries set before their ending for whole groups of registrants (publicsuffix.org lists them one by one). */
const GROUP_LABELS = new Set(
  'ac asso co com edu gen go gob gouv gov govt id in ind info int ltd mil name ne net nom or org plc sch school web'.split(
    ' ',
  ),
);

/** The host of an address on the web as a domain: in lower case, without `www.`; null for numbers and bad addresses. */
export function domainOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  const labels = host.split('.');
  const ending = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('') || host.includes(':') || /^\d+$/.test(ending)) return null;
  return host;
}

/** Whether many unrelated people register names below a domain. */
function isPublicSuffix(domain: string): boolean {
  const [label = '', ending = '', ...more] = domain.split('.');
  return more.length === 0 && ending.length === 2 && GROUP_LABELS.has(label);
}

/**
 * Whether having a mailbox or a record at a domain shows who somebody is. Not at those of mail providers, of hosts where
 * anybody gets a site, or at endings such as `org.uk`.
 */
export function provesIdentity(domain: string): boolean {
  return !(
    MAIL_PROVIDERS.has(domain) ||
    PROVIDER_NAMES.test(domain) ||
    isPublicSuffix(domain) ||
    SHARED_HOSTS.has(domain) ||
    [...SHARED_HOSTS].some((host) => domain.endsWith(`.${host}`))
  );
}

/** The text of the DNS record that proves a domain. */
export function proofRecord(token: string): string {
  return `wsis-stocktaking=${token}`;
}
