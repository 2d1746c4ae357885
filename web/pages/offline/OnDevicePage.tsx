import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';

/**
 * What this device keeps: entries that wait to be sent or to be finished, the form, and the last pages. The same for
 * everybody; a script fills in what is here. It is also shown for whatever cannot be reached.
 */
export function OnDevicePage({ frame, script }: { frame: Frame; script: string }) {
  const { t, language } = frame;
  return (
    <Layout
      frame={frame}
      title={t('offline.title')}
      noindex
      sheets={[]}
      head={<script type="module" src={script} />}
    >
      <h1>{t('offline.title')}</h1>
      <div id="on-device">
        <div id="unreachable" role="status" hidden>
          <Notice kind="warning" title={t('offline.unreachable')}>
            <p>{t('offline.unreachable.lead')}</p>
            <p>
              <a href={frame.path}>{t('offline.again')}</a>
            </p>
          </Notice>
        </div>
        <p class="lead">{t('offline.lead')}</p>
        <noscript>
          <p>{t('offline.no-script')}</p>
        </noscript>
        <section id="outbox" class="device-part" aria-labelledby="outbox-title" hidden>
          <h2 id="outbox-title">{t('offline.outbox')}</h2>
          <ul class="device-list" aria-live="polite" />
        </section>
        <section id="begun" class="device-part" aria-labelledby="begun-title" hidden>
          <h2 id="begun-title">{t('draft.begun-here')}</h2>
          <ul class="device-list" />
        </section>
        <section class="device-part" aria-labelledby="form-title">
          <h2 id="form-title">{t('layout.submit')}</h2>
          <p>{t('offline.form')}</p>
          <p>
            <a class="button secondary" href={paths.offlineForm(language)}>
              {t('offline.form.open')}
            </a>
          </p>
        </section>
        <section id="pages" class="device-part" aria-labelledby="pages-title" hidden>
          <h2 id="pages-title">{t('offline.pages')}</h2>
          <ul class="device-list" />
          <p>
            <button type="button" class="button secondary" id="forget">
              {t('offline.pages.forget')}
            </button>
          </p>
        </section>
        <p id="no-pages" class="hint" hidden>
          {t('offline.pages.none')}
        </p>
      </div>
      <BegunItem frame={frame} />
      <OutboxItem frame={frame} />
    </Layout>
  );
}

/** One submission in each of its states; the script keeps the parts of the state it is in. */
function OutboxItem({ frame: { t } }: { frame: Frame }) {
  return (
    <template id="outbox-item">
      <li>
        <h3 dir="auto">
          <span data-part="title" />
        </h3>
        <p data-when="waiting">{t('offline.waiting.lead')}</p>
        <p data-when="refused">{t('offline.refused.lead')}</p>
        <div data-when="sent">
          <p>
            {t('submit.receipt.reference')} <bdi class="code reference" data-part="reference" />
          </p>
          <p>
            {t('submit.receipt.mail')} <bdi data-part="email" />
          </p>
          <p>{t('submit.receipt.confirm')}</p>
        </div>
        <p>
          <time class="hint" />
        </p>
        <div class="actions">
          <button type="button" class="button primary" data-when="waiting" data-act="send">
            {t('offline.waiting.send')}
          </button>
          <button type="button" class="button primary" data-when="refused" data-act="correct">
            {t('offline.refused.correct')}
          </button>
          <button
            type="button"
            class="button secondary"
            data-when="waiting refused"
            data-act="remove"
            data-question={t('offline.remove.question')}
          >
            {t('offline.remove')}
          </button>
          <button type="button" class="button secondary" data-when="sent" data-act="remove">
            {t('offline.sent.done')}
          </button>
        </div>
      </li>
    </template>
  );
}

/** Answers that are not sent; a change of an entry can go on only on the page of that entry. */
function BegunItem({ frame: { t, language } }: { frame: Frame }) {
  return (
    <template id="begun-item">
      <li>
        <h3 dir="auto">
          <span data-part="title">{t('draft.untitled')}</span>
        </h3>
        <p data-when="edit">{t('draft.begun-edit')}</p>
        <p>
          <time class="hint" />
        </p>
        <div class="actions">
          <a class="button primary" data-when="new" href={paths.submit(language)}>
            {t('draft.continue')}
          </a>
          <button type="button" class="button secondary" data-question={t('offline.remove.question')}>
            {t('draft.forget')}
          </button>
        </div>
      </li>
    </template>
  );
}
