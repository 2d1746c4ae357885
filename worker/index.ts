import type { Env } from './env.ts';
import { sendMail } from './jobs/send.ts';
import { createWorker } from './worker.ts';

export default createWorker<Env>({ deliver: sendMail });
