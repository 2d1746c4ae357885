import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of the files below a folder, relative to the root, in order. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true })
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => `${folder}/${path}`)
    .sort();
}

export function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

export const SOURCE_FOLDERS = ['domain', 'db', 'worker', 'web'] as const;

/** Source files that are not tests. */
export function sources(): string[] {
  return SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder, ['.ts', '.tsx'])).filter(
    (path) => !/\.test\.tsx?$/.test(path),
  );
}
