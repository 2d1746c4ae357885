import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesBelow, ROOT, read, sources } from './source.ts';

test('no source file is longer than 300 lines', () => {
  expect(sources().filter((path) => read(path).split('\n').length > 301)).toEqual([]);
});

test('nothing is left half done in the source', () => {
  const left =
    /\b(TODO|FIXME|XXX|HACK)\b|[Cc]oming soon|[Nn]ot implemented|\b(test|it|describe)\.(only|skip|todo)\(/;
  const files = [...sources(), ...filesBelow('test', ['.ts', '.tsx'])].filter(
    (path) => path !== 'test/repo/files.test.ts',
  );
  expect(files.filter((path) => left.test(read(path)))).toEqual([]);
});

test('style sheets use logical properties, so that Arabic mirrors', () => {
  const physical =
    /(^|[^-a-z])(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)\b|text-align:\s*(left|right)|(^|[;{\s])(left|right)\s*:|float:\s*(left|right)/m;
  expect(filesBelow('web', ['.css']).filter((path) => physical.test(read(path)))).toEqual([]);
});

test('pages carry no inline style, script or handler', () => {
  const inline = /\sstyle=[{"]|\son[A-Z][a-z]+=\{|dangerouslySetInnerHTML/;
  const found = sources().filter((path) => path.endsWith('.tsx') && inline.test(read(path)));
  // JSON-LD is a data block, which the content security policy does not run.
  expect(found.filter((path) => !read(path).includes('type="application/ld+json"'))).toEqual([]);
});

test('paths named in the documents exist', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...filesBelow('docs', ['.md']),
  ];
  const missing: string[] = [];
  for (const document of documents)
    for (const [, path = ''] of read(document).matchAll(
      /`((?:domain|db|worker|web|migrations|test|scripts|docs)\/[\w./-]*)`/g,
    ))
      if (!existsSync(`${ROOT}${path}`)) missing.push(`${document}: ${path}`);
  expect(missing).toEqual([]);
});
