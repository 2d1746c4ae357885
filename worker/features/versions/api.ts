import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { versionAddress } from '#domain/export/citation.ts';
import { EVENT_TYPES } from '#domain/initiative/events.ts';
import type { PublicVersion } from '#domain/initiative/public-versions.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { readVersion, readVersions } from './read-version.ts';

const number = v.pipe(
  v.number(),
  v.description('1 for what was public first. Not the `version` of an initiative, which counts revisions.'),
);
const Version = v.object({
  number,
  current: v.pipe(v.boolean(), v.description('Whether this is what is public now.')),
  published_at: v.pipe(v.string(), v.description('Instant in RFC 3339, UTC.')),
  event: v.pipe(v.picklist(EVENT_TYPES), v.description('The event that made it public.')),
  address: v.pipe(v.string(), v.description('Permanent address of the version, to be cited.')),
});
const VersionList = v.object({ id: v.string(), versions: v.array(Version) });
const VersionContent = v.object({ ...Version.entries, initiative: PublicInitiative });

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
const answers = {
  301: { description: 'The initiative was merged into another one; `Location` leads there, for ever.' },
  404: problemAnswer('No published initiative has this id, or it has no such version.'),
  410: problemAnswer('The initiative was withdrawn; `withdrawn_at` says when.'),
};

function versionOf(c: AppContext, { number, at, type }: PublicVersion, current: number) {
  return {
    number,
    current: number === current,
    published_at: new Date(at).toISOString(),
    event: type,
    address: versionAddress(c.env.SITE_ORIGIN, c.req.param('id') ?? '', number),
  };
}

/** Public data may be read by any page of any site, and checked again cheaply. */
function open(c: AppContext): void {
  c.header('access-control-allow-origin', '*');
  c.header('cache-control', 'no-cache');
}

/** Every public version of an entry as data. */
export const publicApi = new Hono<AppEnv>()
  .get(
    '/api/v1/initiatives/:id/versions',
    describeRoute({
      operationId: 'listVersions',
      summary: 'List the public versions of an initiative',
      description:
        'Oldest first. A number is never given to other content; one that is missing was taken back.',
      tags: ['Initiatives'],
      parameters: [id],
      responses: { 200: { description: 'The versions.', content: jsonOf(VersionList) }, ...answers },
    }),
    async (c) => {
      open(c);
      const found = await readVersions(reader(c, c.env.DB), c.req.param('id'));
      if (found.kind === 'merged') return c.redirect(`/api/v1/initiatives/${found.into}/versions`, 301);
      const { initiative, versions, current } = found.entry;
      return c.json({
        id: initiative.id,
        versions: versions.map((version) => versionOf(c, version, current)),
      } satisfies v.InferOutput<typeof VersionList>);
    },
  )
  .get(
    '/api/v1/initiatives/:id/versions/:version',
    describeRoute({
      operationId: 'readVersion',
      summary: 'Read one public version of an initiative',
      description: 'The initiative as it was public under this number.',
      tags: ['Initiatives'],
      parameters: [
        id,
        { name: 'version', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
      responses: { 200: { description: 'The version.', content: jsonOf(VersionContent) }, ...answers },
    }),
    async (c) => {
      open(c);
      const database = reader(c, c.env.DB);
      const found = await readVersions(database, c.req.param('id'));
      if (found.kind === 'merged') return c.redirect(`/api/v1/initiatives/${found.into}`, 301);
      const { version, initiative } = await readVersion(database, found.entry, c.req.param('version'));
      return c.json({
        ...versionOf(c, version, found.entry.current),
        initiative,
      } satisfies v.InferOutput<typeof VersionContent>);
    },
  );
