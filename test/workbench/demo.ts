// The demo servers that run beside these tests, as connections and as seen by an administrator.
import * as vscode from 'vscode';
import type { Order } from '../demo/control.ts';

export const jenkinsConnection = { connection: 'demo-jenkins' } as const;
export const jiraConnectionId = 'demo-jira';

function url(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by test/host/run.ts`);
  return value;
}

interface DemoLogin {
  readonly url: string;
  readonly user: string;
  readonly secret: string;
}

/** Where the demo Jenkins is, and who asks it. */
export function demoJenkins(): DemoLogin {
  return { url: url('DEMO_JENKINS_URL'), user: 'dev', secret: secretOf('demo-jenkins') };
}

/** Where the demo Jira is, and who asks it. */
export function demoJira(): DemoLogin {
  return { url: url('DEMO_JIRA_URL'), user: 'fred@example.com', secret: secretOf(jiraConnectionId) };
}

/** The value of the header `Authorization`. */
export function basicOf({ user, secret }: DemoLogin): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

function secretOf(connection: string): string {
  const secrets: Record<string, string> = JSON.parse(process.env['JENKINS_JIRA_DEMO_SECRETS'] ?? '{}');
  return secrets[connection] ?? '';
}

/** Asks the demo Jenkins past the extension. */
export async function askJenkins(path: string): Promise<unknown> {
  const response = await fetch(demoJenkins().url + path, { headers: { authorization: basicOf(demoJenkins()) } });
  return response.json();
}

/** Asks the demo Jira past the extension. */
export async function askJira(path: string): Promise<unknown> {
  const response = await fetch(demoJira().url + path, { headers: { authorization: basicOf(demoJira()) } });
  return response.json();
}

/** Has the demo Jenkins do something, or tell something. */
export async function order(what: Order): Promise<unknown> {
  const response = await fetch(url('DEMO_CONTROL_URL'), { method: 'POST', body: JSON.stringify(what) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function activate(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('jenkins-jira.jenkins-jira');
  if (!extension) throw new Error('the extension is not there');
  await extension.activate();
  return extension;
}

/** Waits until `look` gives something. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise(done => setTimeout(done, 50));
  }
}
