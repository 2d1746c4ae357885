import type { Frame } from '../../components/frame.ts';

const KEYS = ['j', 'k', 'o', 'a', 'r', 'd', 'n', '?'] as const;

/**
 * What the keys of the desk do, and the choice whether they do it (WCAG 2.1.4). Hidden where the script that makes them
 * work is not.
 */
export function KeyboardHelp({ frame: { t } }: { frame: Frame }) {
  return (
    <>
      <button type="button" class="link-button" data-keys hidden>
        {t('desk.keys')}
      </button>
      <dialog id="keys" class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">{t('desk.keys')}</h2>
        <dl>
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`desk.key.${key === '?' ? 'help' : key}`)}</dd>
            </div>
          ))}
        </dl>
        <p>
          <label>
            <input type="checkbox" data-keys-on checked /> <span>{t('desk.keys.on')}</span>
          </label>
        </p>
        <p class="hint">{t('desk.keys.hint')}</p>
        <form method="dialog">
          <button type="submit" class="button secondary">
            {t('desk.keys.close')}
          </button>
        </form>
      </dialog>
    </>
  );
}

/** The script of the desk, for the head of its pages. */
export function DeskScript({ frame: { assets } }: { frame: Frame }) {
  return assets.desk ? <script type="module" src={assets.desk} /> : null;
}
