import type { Translate } from '#domain/strings/strings.ts';

/** A field only programs fill in. People who do not see the page are told to leave it empty. */
export function Trap({ t, value, error }: { t: Translate; value: string; error: string | undefined }) {
  const field = (
    <div class={error ? 'field invalid' : 'field'}>
      <label for="trap">{t('submit.trap')}</label>
      {error && (
        <p class="error" id="trap-error">
          {error}
        </p>
      )}
      <input
        class="input"
        type="text"
        id="trap"
        name="trap"
        value={value}
        autocomplete="off"
        tabIndex={error ? undefined : -1}
        aria-describedby={error ? 'trap-error' : undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  );
  // Once it was filled in, a real person must be able to see and empty it.
  return error ? field : <div class="visually-hidden">{field}</div>;
}
