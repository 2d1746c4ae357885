/// <reference types="@cloudflare/vitest-plugin/types" />

import type { D1Migration } from '@cloudflare/vitest-plugin';
import type { Env as WorkerEnv } from '#worker/env.ts';

declare global {
  namespace Cloudflare {
    /** Types `exports.default` of `cloudflare:workers`. */
    interface GlobalProps {
      mainModule: typeof import('#worker/local.ts');
    }
    /** What `env` of `cloudflare:workers` holds in the tests of the `worker` project. */
    interface Env extends WorkerEnv {
      MAILBOX: D1Database;
      TEST_MIGRATIONS: Record<'DB' | 'SEARCH' | 'MAILBOX', D1Migration[]>;
    }
  }
}
