#!/usr/bin/env node
// Stands in for the desktop `code` executable where it cannot be downloaded: the same VS Code server, workbench and
// extension host, with a headless Chromium as the window. `runTests({ vscodeExecutablePath: <this file> })`.
import { createWriteStream, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { type RigServer, serve } from './server.ts';

// What the workbench itself logs while tests run; everything, this too, goes to workbench.log.
const workbenchNoise =
  /^(\[\S+\]|\[(AgentHost|ChatModel|Service|reconnection|Account)|Creating a socket|Resolv(ing|ed) connection|Updating additional builtin|Started local extension host|getaddrinfo E|Cannot find module '@vscode\/native-watchdog'|An unknown error occurred\. Please consult)|\/static\/out\/vs\//;

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const hostCrashed = 70;
const timedOut = 124;

interface Verdict {
  code: number;
  why?: string | undefined;
}

class RigWindow {
  private readonly argv: string[];
  private readonly scratch = mkdtempSync(join(tmpdir(), 'jj-window-'));
  private readonly artifacts: string;
  private readonly logFile;
  private readonly tests: string | undefined;
  private server: RigServer | undefined;
  private context: BrowserContext | undefined;
  private page: Page | undefined;
  /** Ends a run of tests that has told nothing for long: many tests may take as long as they need, a hanging one not. */
  private silence: NodeJS.Timeout | undefined;
  private finish: (verdict: Verdict) => void = () => undefined;
  private hostEnded: (why?: string) => void = () => undefined;
  private readonly finished = new Promise<Verdict>(done => {
    this.finish = done;
  });
  private readonly hostEnd = new Promise<string | undefined>(done => {
    this.hostEnded = done;
  });

  constructor(argv: string[]) {
    this.argv = argv;
    this.tests = this.values('extensionTestsPath')[0];
    this.artifacts = resolve(process.env['RIG_ARTIFACTS'] ?? join(this.userDataDir, 'logs'));
    mkdirSync(this.artifacts, { recursive: true });
    this.logFile = createWriteStream(join(this.artifacts, 'workbench.log'));
  }

  async run(): Promise<number> {
    this.watchForTheEnd();
    this.start().catch((error: Error) => this.finish({ code: hostCrashed, why: error.stack }));
    const verdict = await this.finished;
    await this.report(verdict);
    await this.close();
    return verdict.code;
  }

  private values(name: string): string[] {
    return this.argv.filter(a => a.startsWith(`--${name}=`)).map(a => a.slice(name.length + 3));
  }

  private get userDataDir(): string {
    return resolve(this.values('user-data-dir')[0] ?? join(this.scratch, 'user-data'));
  }

  private watchForTheEnd(): void {
    for (const [signal, code] of Object.entries(signals)) process.on(signal, () => this.finish({ code, why: signal }));
    if (!this.tests) return;
    const limit = Number(process.env['RIG_TIMEOUT'] ?? 300);
    const why = `neither a line nor a result for ${limit} s (RIG_TIMEOUT)`;
    this.silence = setTimeout(() => this.finish({ code: timedOut, why }), limit * 1000).unref();
    this.hostEnd.then(died => {
      const verdict = { code: hostCrashed, why: died ?? 'the extension host ended without a test result' };
      setTimeout(() => this.finish(verdict), died ? 1000 : 10_000);
    });
  }

  private async start(): Promise<void> {
    // Coverage is wanted of the extension host alone.
    const { NODE_V8_COVERAGE: coverage, ...env } = process.env;
    this.server = await serve({
      userDataDir: this.userDataDir,
      extensionsDir: this.values('extensions-dir')[0],
      env,
      driver: true,
      trust: !this.argv.includes('--disable-workspace-trust'),
      log: text => this.logServer(text),
    });
    this.server.exited.then(() => this.finish({ code: hostCrashed, why: 'the VS Code server stopped' }));
    const url = this.server.url({
      folder: this.folder(),
      extensions: this.values('extensionDevelopmentPath'),
      tests: this.tests,
      env: coverage ? { NODE_V8_COVERAGE: resolve(coverage) } : undefined,
      payload: this.payload(),
    });
    if (!this.tests) return print(process.stdout, `VS Code is at ${url}\nStop it with Ctrl+C.`);
    await this.openPage(url);
  }

  private folder(): string | undefined {
    return this.argv.find(a => !a.startsWith('-')) ?? this.values('folder-uri').map(uri => fileURLToPath(uri))[0];
  }

  private payload(): string[][] {
    return [
      ...(this.argv.includes('--disable-extensions') ? [['disableExtensions', 'true']] : []),
      ...['inspect-extensions', 'inspect-brk-extensions'].flatMap(key => this.values(key).map(value => [key, value])),
    ];
  }

  private logServer(text: string): void {
    this.logFile.write(text);
    const died = /Extension Host Process exited with code: (\S+), signal: (\w+)/.exec(text);
    if (!died) return;
    this.hostEnded(died[1] === '0' ? undefined : `the extension host ended with code ${died[1]}, signal ${died[2]}`);
  }

  private async openPage(url: string): Promise<void> {
    this.context = await openBrowser({ profile: join(this.scratch, 'browser') });
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.context.on('close', () => this.finish({ code: hostCrashed, why: 'the browser closed' }));
    this.page.on('crash', () => this.finish({ code: hostCrashed, why: 'the workbench page crashed' }));
    this.page.on('pageerror', error => this.logFile.write(`pageerror ${error.stack}\n`));
    await this.page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => this.logPage(type, args));
    await this.page.exposeFunction('codeAutomationExit', (code: number) => this.judgeExit(code));
    await this.page.goto(url);
  }

  private logPage(type: string, args: unknown[]): void {
    const text = format(...args);
    this.logFile.write(`[${type}] ${text}\n`);
    if (workbenchNoise.test(text) && !process.env['RIG_VERBOSE']) return;
    this.silence?.refresh();
    print(type === 'error' || type === 'warn' ? process.stderr : process.stdout, text);
  }

  /** The workbench says 0 also when the host crashed: 0 counts only if the server saw the process end with 0. */
  private async judgeExit(code: number): Promise<void> {
    if (code !== 0) return this.finish({ code: code & 255 || 1 });
    const late = new Promise<string>(done => setTimeout(done, 5000, 'the extension host did not end after the tests'));
    const why = await Promise.race([this.hostEnd, late]);
    this.finish({ code: why ? hostCrashed : 0, why });
  }

  private async report({ code, why }: Verdict): Promise<void> {
    if (!why) return;
    print(process.stderr, `rig: ${why}`);
    const path = join(this.artifacts, 'failure.png');
    const shot =
      code < 128 &&
      this.page?.screenshot({ path, timeout: 5000 }).then(
        () => true,
        () => false,
      );
    if (await shot) print(process.stderr, `rig: see ${path} and ${join(this.artifacts, 'workbench.log')}`);
  }

  private async close(): Promise<void> {
    const closing = Promise.allSettled([this.context?.close(), this.server?.stop()]);
    await Promise.race([closing, new Promise(done => setTimeout(done, 10_000))]);
    await new Promise(done => this.logFile.end(done));
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    await Promise.all(
      [process.stdout, process.stderr].map(stream => new Promise<void>(done => stream.write('', () => done()))),
    );
  }
}

function print(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith('\n') ? text : `${text}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--version')) {
    print(process.stdout, 'jenkins-jira rig');
  } else {
    process.exit(await new RigWindow(process.argv.slice(2)).run());
  }
}
