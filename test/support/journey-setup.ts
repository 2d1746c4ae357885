import type { TestProject } from 'vitest/node';
import { CHROMIUM_HELP, findChromium } from './chromium.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the journeys' server is. */
    origin: string;
  }
}

/** One real server for all journeys, built from the sources as they are. */
export default async function setup(project: TestProject) {
  if (!findChromium()) throw new Error(`Journeys need a browser: ${CHROMIUM_HELP}`);
  const server = await startServer();
  project.provide('origin', server.origin);
  return () => server.stop();
}
