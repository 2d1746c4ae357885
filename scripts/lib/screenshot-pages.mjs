import { setTimeout as sleep } from 'node:timers/promises';

const MODERATOR = 'moderator@stocktaking.example';
const SUBMITTER = 'submitter@stocktaking.example';

const SUBMISSION = {
  title: 'Solar village libraries of Kilimatinde',
  language: 'en',
  summary:
    'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers ' +
    'teach adults and children how to find, judge and share information, and how to stay safe online. Each library ' +
    'reports every month how many people came and what they learned.',
  kind: 'project',
  stakeholder_type: 'civil-society',
  coverage: 'regional',
  countries: ['TZ'],
  action_lines: ['C3', 'C7-elearning'],
  sdgs: [4, 9],
  organizations: [{ name: 'Kilimatinde Library Trust' }],
};
const OTHERS = ['Reading circles of Kilosa', 'Radio school of Mpwapwa', 'Open maps of Dodoma'];

/**
 * The ten main pages of a register with the seed entries, some submissions and somebody at the desk.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @returns {Promise<{ name: string, open: (page: import('playwright-core').Page, language: string) => Promise<unknown> }[]>}
 */
export async function prepare(browser, origin) {
  const at = (path) => (page, language) => page.goto(`${origin}/${language}${path}`);
  const { results } = await json(`${origin}/api/v1/initiatives?country=CO&size=1`);
  const [entry] = results;
  const status = new URL(await submitted(origin, SUBMISSION.title));
  for (const title of OTHERS) await submitted(origin, title);
  const cookies = await signedIn(browser, origin);
  return [
    { name: 'home', open: at('') },
    { name: 'search', open: at('/initiatives?q=health') },
    { name: 'entry', open: at(`/initiatives/${entry.id}/${entry.slug}`) },
    { name: 'action-line', open: at('/action-lines/C7-ehealth') },
    { name: 'country', open: at('/countries/BD') },
    { name: 'organization', open: at(`/organizations/${entry.organizations[0].id}`) },
    { name: 'figures', open: at('/figures') },
    { name: 'form', open: formStep(origin) },
    {
      name: 'status',
      open: (page, language) => page.goto(origin + status.pathname.replace(/^\/[a-z]{2}/, `/${language}`)),
    },
    {
      name: 'desk',
      open: async (page, language) => {
        await page.context().addCookies(cookies);
        await page.goto(`${origin}/${language}/moderation`);
      },
    },
  ];
}

/** The second step of the form, as it comes after a title. */
function formStep(origin) {
  return async (page, language) => {
    await page.goto(`${origin}/${language}/submit`);
    await page.locator('[name="title"]').fill('Solar radio schools on the Ruaha plain');
    const next = page.locator('button[name="go"][value="next"]');
    await Promise.all([page.waitForEvent('load'), next.click()]);
    const none = page.locator('[name="duplicates"][value="none"]');
    if ((await none.count()) === 0) return;
    await none.check();
    await Promise.all([page.waitForEvent('load'), next.click()]);
  };
}

/** Address of the status page of a new submission whose address is confirmed. */
async function submitted(origin, title) {
  const answer = await fetch(`${origin}/api/v1/initiatives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...SUBMISSION, title, contact_email: SUBMITTER }),
  });
  if (answer.status !== 201) throw new Error(`A submission was answered with ${answer.status}.`);
  await fetch(await mailed(origin, SUBMITTER, '/confirm/', title));
  return mailed(origin, SUBMITTER, '/status/', title);
}

async function signedIn(browser, origin) {
  await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ email: MODERATOR }),
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await mailed(origin, MODERATOR, '/session'));
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** The newest mailed link with `part`, in a mail that names `title` if one is given. */
async function mailed(origin, email, part, title = '') {
  for (let attempt = 0; attempt < 100; attempt++) {
    const mails = await json(`${origin}/dev/mail.json?to=${encodeURIComponent(email)}`);
    for (const { subject, text } of mails) {
      const link = text.match(/https?:\/\/\S+/g)?.find((address) => address.includes(part));
      if (link && `${subject} ${text}`.includes(title)) return link;
    }
    await sleep(100);
  }
  throw new Error(`No mail to ${email} with ${part}.`);
}

async function json(address) {
  return (await fetch(address)).json();
}
