import type { MessageKey } from '#domain/strings/strings.ts';
import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Notice } from '#web/components/Notice.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import { paths } from '#web/paths.ts';
import { DraftList, type ShownDraft } from './DraftList.tsx';

/** What the staged form shows of the copies of its answers, on this device and on the server. */
export interface FormDraftProps {
  frame: Frame;
  kept: {
    /** The draft on the server that the form belongs to, and the version its answers go on from. */
    draft: { id: string; version: number } | null;
    signedIn: boolean;
    /** Others who have a stage of the draft open now. */
    others: readonly { name: string; stage: string }[];
    /** Drafts to go on with instead of beginning. */
    drafts: readonly ShownDraft[];
    /** Whether to go on at once with what this device keeps. */
    continues: boolean;
  };
}

/** Names the draft to the script and to the server. */
export function DraftFields({ kept: { draft } }: Pick<FormDraftProps, 'kept'>) {
  if (!draft) return null;
  return (
    <>
      <input type="hidden" name="draft" value={draft.id} />
      <input type="hidden" name="draft_version" value={String(draft.version)} />
    </>
  );
}

/** The key of the answers of a form on a device. */
export function draftKey({ draft }: FormDraftProps['kept']): string {
  return draft ? `draft:${draft.id}` : 'new';
}

/** Before the form: what was begun elsewhere, and who else is here. */
export function BeforeForm({ frame, kept }: FormDraftProps) {
  const { t, language } = frame;
  const { draft, signedIn, others, drafts } = kept;
  return (
    <>
      {draft && !signedIn && (
        <Notice kind="warning" title={t('draft.signed-out.title')}>
          <p>
            {t('draft.signed-out.body')}{' '}
            <a
              href={`${paths.signIn(language)}?${new URLSearchParams({ next: paths.resumeDraft(language, draft.id) })}`}
            >
              {t('accounts.sign-in.title')}
            </a>
          </p>
        </Notice>
      )}
      {draft && signedIn && (
        <p class="draft-others" role="status" data-draft-others>
          {others.map((other) => (
            <span key={`${other.name} ${other.stage}`}>{otherText(frame, other)}</span>
          ))}
        </p>
      )}
      {drafts.length > 0 && (
        <section class="draft-begun" aria-labelledby="drafts">
          <h2 id="drafts">{t('draft.list')}</h2>
          <DraftList frame={frame} drafts={drafts} />
        </section>
      )}
      {!draft && <Offers frame={frame} continues={kept.continues} />}
      {draft && (
        <div class="notice warning" role="alert" hidden data-draft-conflict>
          <p class="notice-title">{t('draft.conflict.title')}</p>
          <p>
            {t('draft.conflict.body')}{' '}
            <a href={paths.draft(language, draft.id)}>{t('draft.conflict.link')}</a>
          </p>
        </div>
      )}
    </>
  );
}

/** Who else works on the draft, in words. */
export function otherText({ t }: Pick<Frame, 't'>, { name, stage }: { name: string; stage: string }): string {
  return t('draft.other', { name, stage: t(`submit.stage.${stage}` as MessageKey) });
}

/** Filled by the script with what this device keeps; without it nothing is shown. */
function Offers({ frame: { t }, continues }: { frame: Frame; continues: boolean }) {
  return (
    <section
      class="draft-offers"
      aria-labelledby="begun-here"
      hidden
      data-draft-offers
      data-draft-continue={continues ? '' : undefined}
    >
      <details open>
        <summary id="begun-here">{t('draft.begun-here')}</summary>
      </details>
    </section>
  );
}

/** What the script makes of each copy on this device. It stands behind the form, which is the first of the page. */
function OfferTemplate({ frame: { t, language }, token }: { frame: Frame; token: string }) {
  return (
    <template data-draft-offer>
      <form class="draft-row" method="post" action={paths.submit(language)}>
        <input type="hidden" name="form" value={token} />
        <p>
          <strong dir="auto" data-title>
            {t('draft.untitled')}
          </strong>
          <time class="hint" />
        </p>
        <p class="actions">
          <Button name="go">{t('draft.continue')}</Button>
          <button type="button" class="button secondary">
            {t('draft.forget')}
          </button>
        </p>
      </form>
    </template>
  );
}

/** Beside the form: where its answers are kept, when they were, and how to have them kept elsewhere. */
export function AfterForm({ frame, kept, token }: FormDraftProps & { token: string }) {
  const { t, language, assets } = frame;
  const { draft, signedIn } = kept;
  return (
    <aside class="draft-kept" aria-label={t('draft.kept')}>
      <DraftStatus frame={frame} />
      {draft && signedIn && (
        <p>
          <a href={paths.draft(language, draft.id)}>{t('draft.page.link')}</a>
        </p>
      )}
      {!signedIn && !draft && (
        <details hidden data-draft-keep>
          <summary>{t('draft.keep')}</summary>
          <p>{t('draft.keep.lead')}</p>
          <form method="post" action={`/${language}/drafts/keep`} noValidate>
            <TextInput
              id="keep-email"
              name="email"
              type="email"
              autocomplete="email"
              label={t('accounts.sign-in.email')}
              value=""
              required
            />
            <Button kind="secondary">{t('draft.keep.send')}</Button>
          </form>
        </details>
      )}
      {!draft && <OfferTemplate frame={frame} token={token} />}
      <DraftScript assets={assets} />
    </aside>
  );
}

/** A line that the script fills; `#` stands for how long ago. What is spoken stands apart, because the line counts on. */
export function DraftStatus({ frame: { t } }: { frame: Frame }) {
  return (
    <>
      <p
        class="draft-status"
        data-draft-status
        data-here={t('draft.saved-here', { when: '#' })}
        data-server={t('draft.saved', { when: '#' })}
        data-aside={t('draft.conflict.body')}
        data-merged={t('draft.merged')}
        data-forgotten={t('draft.forgotten')}
      >
        <span />{' '}
        <button type="button" class="draft-forget" hidden>
          {t('draft.forget')}
        </button>
      </p>
      <p class="visually-hidden" role="status" />
    </>
  );
}

/** Beside the form that changes an entry: the same for what was typed and not sent. */
export function EditOffer({ frame }: { frame: Frame }) {
  const { t, assets } = frame;
  return (
    <>
      <section class="draft-offers" aria-labelledby="begun-here" hidden data-draft-offers>
        <details open>
          <summary id="begun-here">{t('draft.begun-edit')}</summary>
        </details>
        <template data-draft-offer>
          <div class="draft-row">
            <p>
              <time class="hint" />
            </p>
            <p class="actions">
              <button type="button" class="button">
                {t('draft.continue')}
              </button>
              <button type="button" class="button secondary">
                {t('draft.forget')}
              </button>
            </p>
          </div>
        </template>
      </section>
      <DraftScript assets={assets} />
    </>
  );
}

/** Tells the script that what it kept of a form has arrived. */
export function DraftDone({ frame: { assets }, draft }: { frame: Frame; draft: string }) {
  return (
    <>
      <span hidden data-draft-done={draft} />
      <DraftScript assets={assets} />
    </>
  );
}

/** What the script imports is asked for at the same time: on a slow link each step costs a trip. */
function DraftScript({ assets }: { assets: Frame['assets'] }) {
  if (!assets.draft) return null;
  return (
    <>
      {assets.draftImports.map((address) => (
        <link key={address} rel="modulepreload" href={address} />
      ))}
      <script type="module" src={assets.draft} />
    </>
  );
}
