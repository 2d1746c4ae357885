/** Throws unless a text is well-formed XML of elements, attributes and text; gives the names of its elements in order. */
export function elementsOf(xml: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml))
    throw new Error('a control character');
  const names: string[] = [];
  const open: string[] = [];
  let rest = xml;
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text)) throw new Error(`a bare & in ${text}`);
      if (open.length === 0) throw new Error(`text outside of the root: ${text}`);
      rest = rest.slice(text.length);
      continue;
    }
    const tag = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (!tag) throw new Error(`no tag: ${rest.slice(0, 80)}`);
    const [whole, closes, name = '', attributes = '', empty] = tag;
    const given = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(given).size < given.length) throw new Error(`an attribute twice in ${whole}`);
    if (closes) {
      if (open.pop() !== name) throw new Error(`${name} ends where it should not`);
    } else {
      if (open.length === 0 && names.length > 0) throw new Error('two roots');
      names.push(name);
      if (!empty) open.push(name);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`${open.join(' ')} never ends`);
  return names;
}
