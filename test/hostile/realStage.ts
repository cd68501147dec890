import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseUrl, HttpClient, type Transport } from '../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../src/jenkins/index.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../src/jira/index.ts';
import type { Editor } from '../cases/editor/editor.ts';
import { Uri } from '../cases/editor/uri.ts';
import { eachTransport } from '../unit/wire/eachTransport.ts';
import type { SceneLogin, Stage } from './scene.ts';

/** Stage with connections over a transport, and a folder of its own. */
export class RealStage implements Stage {
  readonly origin: string;
  readonly wordsOf: Stage['wordsOf'];
  readonly messages: Stage['messages'];
  readonly folder = mkdtempSync(join(tmpdir(), 'jj-scene-'));
  readonly shown: string[] = [];
  readonly externalTransport: Stage['externalTransport'];
  readonly press: Stage['press'];
  readonly openWorkspace: Stage['openWorkspace'];
  readonly opened: Stage['opened'];
  private readonly transportOf: () => Transport;
  private readonly open: { close(): Promise<unknown> }[] = [];

  constructor(origin: string, transport: string, editor: Editor, wordsOf: Stage['wordsOf']) {
    this.origin = origin;
    this.wordsOf = wordsOf;
    this.messages = editor.messages;
    this.press = button => editor.press(button);
    editor.opened.length = 0;
    this.opened = editor.opened;
    this.openWorkspace = (folder, mappings = []) => {
      editor.folders.splice(0, Number.POSITIVE_INFINITY, { uri: Uri.file(folder) });
      editor.set('jenkinsJira.logs.pathMappings', mappings);
    };
    const [, transportOf] = eachTransport.find(([name]) => name === transport) ?? eachTransport[0] ?? [];
    if (!transportOf) throw new Error(`no transport ${transport}`);
    this.transportOf = transportOf;
    this.externalTransport = transportOf();
    this.open.push(this.externalTransport);
  }

  readonly http: Stage['http'] = (timing = {}) => {
    const base = BaseUrl.parse(this.origin);
    const http = new HttpClient({ base, transport: this.transportOf(), userAgent: 'scene', timing });
    this.open.push(http);
    return http;
  };

  readonly jenkins: Stage['jenkins'] = ({
    secret = () => 'secret',
    kind = JenkinsSecretKind.apiToken,
    ...more
  }: SceneLogin = {}) => {
    return new JenkinsSession(this.http(), async () => jenkinsLogin({ user: 'me', secret: secret(), kind }), more);
  };

  readonly jira: Stage['jira'] = (flavor = JiraFlavor.dataCenter) => {
    return new JiraSession(this.http(), flavor, async () =>
      jiraLogin(this.http(), { login: JiraLogin.bearer, secret: 'secret' }),
    );
  };

  readonly show = (words: string): void => {
    if (this.shown.at(-1) !== words) this.shown.push(words);
  };

  async close(): Promise<void> {
    await Promise.all(this.open.map(each => each.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
