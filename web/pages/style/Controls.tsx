import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Checkboxes } from '../../components/Checkboxes.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Facet } from '../../components/Facet.tsx';
import type { Frame } from '../../components/frame.ts';
import { Pagination } from '../../components/Pagination.tsx';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { Sample } from './Sample.tsx';

/** What people press, fill in and choose from. */
export function Controls({ frame, scheme }: { frame: Frame; scheme: string }) {
  const { language, t } = frame;
  const goals = ([3, 4, 5] as const).map((sdg) => ({
    value: String(sdg),
    label: SDG_NAMES[sdg][language],
    mark: <span class={`sdg sdg-${sdg}`}>{sdg}</span>,
  }));
  const id = (name: string) => `${scheme}-${name}`;
  return (
    <>
      <Sample name="Button, LinkButton">
        <form class="actions" action="#main">
          <Button>{t('search.apply')}</Button>
          <Button kind="secondary">{t('search.clear')}</Button>
          <Button kind="danger">{t('entry.archived').split('.', 1)[0]}</Button>
          <LinkButton href="#main">{t('layout.submit')}</LinkButton>
        </form>
      </Sample>
      <Sample name="TextInput">
        <TextInput id={id('title')} name="title" label={t('field.title')} value="" hint={t('submit.lead')} />
        <TextInput
          id={id('email')}
          name="email"
          label={t('field.contact_email')}
          value=""
          error={t('issue.required')}
        />
      </Sample>
      <Sample name="TextArea, Select">
        <TextArea
          id={id('summary')}
          name="summary"
          label={t('field.summary')}
          value={t('home.lead')}
          optionalLabel={t('submit.optional')}
        />
        <Select
          id={id('goal')}
          name="goal"
          label={t('field.sdgs')}
          value="4"
          options={goals.map(({ value, label }) => ({ value, label }))}
        />
      </Sample>
      <Sample name="Checkboxes, Radios">
        <Checkboxes
          id={id('sdgs')}
          name={id('sdgs')}
          label={t('field.sdgs')}
          options={goals}
          values={['4']}
          columns
        />
        <Radios id={id('one')} name={id('one')} label={t('field.sdgs')} options={goals} value="5" />
      </Sample>
      <Sample name="Facet">
        <Facet
          frame={frame}
          legend={t('field.sdgs')}
          name={id('facet')}
          options={goals.map((goal, index) => ({ ...goal, count: index * 12, checked: index === 1 }))}
          open
        />
      </Sample>
      <Sample name="Chip">
        <div class="chips">
          {goals.map(({ value, label }, index) => (
            <Chip
              key={value}
              label={label}
              removeHref="#main"
              removeLabel={t('search.remove', { name: label })}
              out={index === 2}
              turn={
                index === 0
                  ? undefined
                  : {
                      href: '#main',
                      label: t('search.leave-out'),
                      said: t('search.leave-out.name', { name: label }),
                    }
              }
            />
          ))}
        </div>
      </Sample>
      {/* In one scheme only: twice would be two landmarks of one name. */}
      {scheme === 'light' && (
        <Sample name="Pagination">
          <Pagination frame={frame} page={3} pages={9} hrefOf={() => '#main'} />
        </Sample>
      )}
    </>
  );
}
