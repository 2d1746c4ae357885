import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';

export function SiteFooter({ frame: { language, t } }: { frame: Frame }) {
  return (
    <footer class="site-footer scheme-dark">
      <div class="site-footer-inner">
        <p class="site-footer-about">{t('site.tagline')}</p>
        <ul>
          <li>
            <a href={paths.help(language)}>{t('layout.help')}</a>
          </li>
          <li>
            <a href={paths.privacy(language)}>{t('layout.privacy')}</a>
          </li>
          <li>
            <a href={paths.accessibility(language)}>{t('accessibility.title')}</a>
          </li>
          <li>
            <a href={paths.figures(language)}>{t('figures.title')}</a>
          </li>
          <li>
            <a href={paths.reviewTimes(language)}>{t('review-times.title')}</a>
          </li>
          <li>
            <a href={paths.reasons(language)}>{t('submit.owner.reasons')}</a>
          </li>
          <li>
            <a href={paths.openapi}>{t('layout.api')}</a>
          </li>
        </ul>
        <p>{t('layout.licence')}</p>
      </div>
    </footer>
  );
}
