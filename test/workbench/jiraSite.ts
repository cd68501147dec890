import { after, afterEach, before } from 'mocha';
import * as vscode from 'vscode';
import { type DemoJira, demoUsers, startDemoJira } from '../servers/jira/index.ts';
import { activate } from './demo.ts';
import { Person } from './person.ts';

export interface JiraSite {
  readonly jira: DemoJira;
  readonly person: Person;
  /** Id of the connection. */
  readonly id: string;
}

/** Runs a command of the extension. */
export const run = (command: string, ...rest: unknown[]) =>
  vscode.commands.executeCommand(`jenkinsJira.${command}`, ...rest);

/**
 * A connection to a demo Jira of its own for the suite that it is called in, as Fred.
 * @param name of the suite
 */
export function jiraSite(flavor: 'cloud' | 'dataCenter', name: string): JiraSite {
  const { fred } = demoUsers;
  const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
  const id = `${name}-${flavor}`;
  let person: Person;
  let jira: DemoJira;
  let original: readonly object[];
  before(async () => {
    await activate();
    jira = await startDemoJira({ flavor });
    original = settings().get<object[]>('connections') ?? [];
    const auth = { kind: 'basic', user: flavor === 'cloud' ? fred.emailAddress : fred.name };
    const connection = { id, product: 'jira', name: `${name} ${flavor}`, url: jira.url, flavor, auth };
    await settings().update('connections', [...original, connection], vscode.ConfigurationTarget.Global);
    person = new Person();
    const replacing = run('replaceToken', { connection });
    await person.enter(/token|password/i, flavor === 'cloud' ? fred.apiToken : fred.password);
    await replacing;
  });
  afterEach(() => person.hideAll());
  after(async () => {
    person.leave();
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
    await jira.close();
  });
  return {
    id,
    get jira() {
      return jira;
    },
    get person() {
      return person;
    },
  };
}
