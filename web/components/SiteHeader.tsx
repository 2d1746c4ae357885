import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';

export function SiteHeader({ frame }: { frame: Frame }) {
  const { language, t, user } = frame;
  const staff = user?.staff === true;
  return (
    <header class="site-header scheme-dark">
      <LanguageSwitch frame={frame} />
      <div class="site-header-inner">
        {user?.staffPower && <StaffPower frame={frame} />}
        <a class="site-name" href={paths.home(language)}>
          <svg class="site-mark" viewBox="0 0 24 20" width="24" height="20" aria-hidden="true">
            <path d="M2 3h20M2 10h13M2 17h7" stroke="currentColor" stroke-width="3" stroke-linecap="round" />
            <circle cx="19" cy="17" r="2.5" fill="#74c8da" />
          </svg>
          {t('site.name')}
        </a>
        <nav class="site-nav" aria-label={t('layout.nav')}>
          <ul>
            <NavItem frame={frame} href={paths.search(language)}>
              {t('layout.search')}
            </NavItem>
            <NavItem frame={frame} href={paths.submit(language)}>
              {t('layout.submit')}
            </NavItem>
            {staff && (
              <NavItem frame={frame} href={paths.moderation(language)}>
                {t('layout.moderation')}
              </NavItem>
            )}
            <NavItem frame={frame} href={user ? paths.account(language) : paths.signIn(language)}>
              {user ? t('layout.account') : t('layout.sign-in')}
            </NavItem>
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** Says on every page that staff power is on, with the way to switch it off. */
function StaffPower({ frame: { language, t } }: { frame: Frame }) {
  return (
    <form class="staff-power" method="post" action={`/${language}/account/staff-power`}>
      <strong>{t('accounts.power.on')}</strong>
      <button type="submit" name="power" value="off">
        {t('accounts.power.switch-off')}
      </button>
    </form>
  );
}

function NavItem({ frame, href, children }: { frame: Frame; href: string; children: string }) {
  const path = frame.path.split('?', 1)[0] ?? '';
  const current = path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined;
  return (
    <li>
      <a href={href} aria-current={current}>
        {children}
      </a>
    </li>
  );
}
