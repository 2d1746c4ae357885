/** Bindings that every environment has (wrangler.toml). */
export interface Env {
  DB: D1Database;
  SEARCH: D1Database;
  JOBS: Queue<JobMessage>;
  EMAIL: SendEmail;
  ASSETS: Fetcher;
  LIMIT_NETWORK: RateLimit;
  LIMIT_ADDRESS: RateLimit;
  ENVIRONMENT: 'local' | 'production';
  SITE_ORIGIN: string;
  /** Where names are looked up: DNS over HTTPS with JSON answers. */
  DNS_RESOLVER: string;
  MAIL_FROM: string;
  /** Signs the links sent by mail and the hidden field of the form. */
  LINK_SECRET: string;
  /** Signs account sessions. */
  ACCOUNT_SECRET: string;
  /** `off` takes the service worker away from every browser that comes. */
  SERVICE_WORKER?: string;
  /** Opens the operators' commands; without it they do not exist. */
  OPERATOR_TOKEN?: string;
}

/** A nudge to drain the outbox; the outbox itself is the source, so the message carries nothing. */
export interface JobMessage {
  kind: 'drain';
}
