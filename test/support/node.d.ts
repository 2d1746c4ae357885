/**
 * The little of Node that the tests outside workerd use. The full `@types/node` would declare Node's globals for the
 * Worker's code as well, which has none of them.
 */

declare module 'node:fs' {
  interface Dirent {
    readonly name: string;
    readonly parentPath: string;
    isDirectory(): boolean;
    isFile(): boolean;
  }
  export function existsSync(path: string): boolean;
  export function mkdtempSync(prefix: string): string;
  export function readdirSync(
    path: string | URL,
    options: { withFileTypes: true; recursive?: boolean },
  ): Dirent[];
  export function readdirSync(path: string, options?: { recursive?: boolean }): string[];
  export function readFileSync(path: string | URL, encoding: 'utf8'): string;
  export function rmSync(path: string, options?: { recursive?: boolean; force?: boolean }): void;
}

declare module 'node:os' {
  export function homedir(): string;
  export function tmpdir(): string;
}

declare module 'node:path' {
  export const delimiter: string;
  export function dirname(path: string): string;
  export function join(...parts: string[]): string;
  export function relative(from: string, to: string): string;
}

declare module 'node:url' {
  export function fileURLToPath(url: URL | string): string;
}

declare module 'node:process' {
  const process: {
    readonly env: Record<string, string | undefined>;
    readonly execPath: string;
    cwd(): string;
    kill(pid: number, signal: string): void;
  };
  export default process;
}

declare module 'node:child_process' {
  interface TextStream {
    setEncoding(encoding: 'utf8'): TextStream;
    on(event: 'data', listener: (text: string) => void): TextStream;
  }
  interface ChildProcess {
    readonly pid?: number;
    readonly stdout: TextStream;
    readonly stderr: TextStream;
    kill(signal: string): boolean;
    once(event: 'exit', listener: (code: number | null) => void): void;
  }
  export function spawn(
    command: string,
    args: string[],
    options: {
      detached?: boolean;
      stdio: ['ignore', 'pipe', 'pipe'];
      env: Record<string, string | undefined>;
    },
  ): ChildProcess;
}

declare module 'node:http' {
  interface Answer {
    readonly destroyed: boolean;
    writeHead(status: number, headers?: Record<string, string>): Answer;
    write(chunk: string | Uint8Array): boolean;
    end(text?: string): void;
    on(event: 'drain' | 'close', listener: () => void): void;
  }
  interface Request {
    readonly method?: string;
    readonly url?: string;
    readonly headers: Record<string, string | undefined>;
    readonly socket: { destroy(): void };
  }
  export interface Server {
    listen(port: number, host: string, done: () => void): void;
    address(): { port: number } | string | null;
    close(): void;
    closeAllConnections(): void;
  }
  export function createServer(listener: (request: Request, answer: Answer) => void): Server;
}
