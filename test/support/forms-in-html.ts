/** A form as a browser without script reads it. Only tests use this. */
export interface HtmlForm {
  action: string;
  /** What would be sent if nobody typed anything. */
  fields: [name: string, value: string][];
  /** `name=value` of the buttons. */
  buttons: string[];
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The forms of a page that send by POST. */
export async function formsIn(html: string): Promise<HtmlForm[]> {
  const forms: HtmlForm[] = [];
  let select = '';
  const attribute = (element: Element, name: string) => decoded(element.getAttribute(name) ?? '');
  const add = (name: string, value: string) => void forms.at(-1)?.fields.push([name, value]);
  await new HTMLRewriter()
    .on('form[method="post"]', {
      element: (element) =>
        void forms.push({ action: attribute(element, 'action'), fields: [], buttons: [] }),
    })
    .on('form[method="post"] input', {
      element(element) {
        const chooses = /checkbox|radio/.test(attribute(element, 'type'));
        if (!chooses || element.hasAttribute('checked'))
          add(attribute(element, 'name'), attribute(element, 'value'));
      },
    })
    .on('form[method="post"] textarea', {
      element: (element) => add(attribute(element, 'name'), ''),
      text(chunk) {
        const field = forms.at(-1)?.fields.at(-1);
        if (field) field[1] += decoded(chunk.text);
      },
    })
    .on('form[method="post"] select', {
      element(element) {
        select = attribute(element, 'name');
        add(select, '');
      },
    })
    .on('form[method="post"] option[selected]', {
      element(element) {
        const field = forms.at(-1)?.fields.findLast(([name]) => name === select);
        if (field) field[1] = attribute(element, 'value');
      },
    })
    .on('form[method="post"] button', {
      element: (element) =>
        void forms.at(-1)?.buttons.push(`${attribute(element, 'name')}=${attribute(element, 'value')}`),
    })
    .transform(new Response(html))
    .text();
  return forms;
}

/** The fields of a form with some answered and a button pressed. A list stands for boxes to tick. */
export function filledIn(
  form: HtmlForm | undefined,
  answers: Record<string, string | readonly string[]>,
  go = 'next',
): [string, string][] {
  if (!form) throw new Error('no form on the page');
  const kept = form.fields.filter(([name]) => !(name in answers));
  const typed = Object.entries(answers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return [...kept, ...typed, ['go', go]];
}
