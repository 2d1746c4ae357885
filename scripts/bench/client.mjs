import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

/**
 * Milliseconds after which an idle connection is made anew: workerd closes it after five seconds, and whoever was busy
 * meanwhile does not know.
 */
const FRESH = 1000;
/** Bytes read at once at most. */
const READ = 65_536;

/** The bytes of a GET, made before the clock runs. */
export function requestBytes(origin, path, headers = {}) {
  const lines = Object.entries({ host: new URL(origin).host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
}

/**
 * One kept-alive connection that asks one question at a time. Node's own clients cost as much time as a small answer
 * does; this one writes prepared bytes and reads no more than it must.
 */
export class Connection {
  #origin;
  #socket = null;
  #waiting = null;
  #chunks = [];
  #length = 0;
  #answered = 0;
  /** Bytes the answer will have at least, once its head is known. */
  #expected = 0;

  /** @param {string} origin */
  constructor(origin) {
    this.#origin = new URL(origin);
  }

  /**
   * @param {Buffer} bytes from `requestBytes`
   * @returns {Promise<{ status: number, head: string, body: Buffer, milliseconds: number }>} from the first byte of the
   *   request to the last of the answer
   */
  async ask(bytes) {
    if (this.#socket?.readyState !== 'open' || performance.now() - this.#answered > FRESH)
      await this.#connect();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, started: performance.now() };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#waiting = null;
    this.#socket?.destroy();
  }

  async #connect() {
    const { hostname, port } = this.#origin;
    this.#socket?.destroy();
    // Node would make a buffer of 64 kB for each read, and what clears them away stops the client.
    const onread = {
      buffer: Buffer.allocUnsafe(READ),
      callback: (length, buffer) => {
        this.#read(Buffer.from(buffer.subarray(0, length)));
        return true;
      },
    };
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread });
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    this.#chunks = [];
    this.#length = 0;
    this.#expected = 0;
    this.#socket = socket;
    for (const event of ['end', 'error', 'close'])
      socket.on(event, (error) => {
        socket.destroy();
        if (socket === this.#socket)
          this.#fail(error instanceof Error ? error : new Error(`${this.#origin} closed the connection`));
      });
  }

  #fail(error) {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }

  #read(chunk) {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#expected) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length);
    const { answer, expected } = parse(bytes);
    if (answer === null) {
      this.#chunks = [bytes];
      this.#expected = expected;
      return;
    }
    const waiting = this.#waiting;
    this.#answered = performance.now();
    this.#waiting = null;
    this.#chunks = [];
    this.#length = 0;
    this.#expected = 0;
    waiting?.resolve({ ...answer, milliseconds: this.#answered - waiting.started });
  }
}

/** A whole answer, or how many bytes there must be at least before it is worth trying again. */
function parse(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return { answer: null, expected: bytes.length + 1 };
  const head = bytes.latin1Slice(0, end);
  const status = Number(head.slice(9, 12));
  const start = end + 4;
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const expected = start + Number(length);
    const complete = bytes.length >= expected;
    return { answer: complete ? { status, head, body: bytes.subarray(start, expected) } : null, expected };
  }
  if (!/\ntransfer-encoding: *chunked/i.test(head))
    return { answer: { status, head, body: bytes.subarray(start) }, expected: 0 };
  const parts = [];
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return { answer: null, expected: bytes.length + 1 };
    const size = Number.parseInt(bytes.latin1Slice(at, line), 16);
    const next = line + 2 + size + 2;
    if (next > bytes.length) return { answer: null, expected: next };
    if (size === 0) return { answer: { status, head, body: Buffer.concat(parts) }, expected: 0 };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
