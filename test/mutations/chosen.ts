// Chosen mutants: mistakes that would hurt, each with the tests that must see it.

export interface ChosenMutant {
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Files of mocha, or words of the titles of tests in the extension host. */
  readonly tests: readonly string[] | { readonly host: string };
}

import { writes } from './chosenWrites.ts';

const jenkinsClient = ['test/unit/jenkins/session/client.test.ts'];
const pages = ['test/unit/jira/documents/html.test.ts'];
const download = ['test/unit/jenkins/artifacts/downloadArtifact.test.ts'];
const store = ['test/unit/logs/logStore.test.ts'];
const elsewhere = ['test/unit/workbench/connections/sessions/externalTransport.test.ts'];
const origins = ['test/unit/wire/oneOrigin.test.ts'];
const gateway = ['test/unit/wire/gateway.test.ts'];
const tls = ['test/unit/wire/tls.test.ts'];
const others = ['test/unit/base/othersTexts.test.ts'];
const hostLogs = { host: 'is followed on where it was closed' };
const hostSecrets = { host: 'a secret is in no log' };
const hostVault = { host: 'the vault' };
const errors = ['test/unit/workbench/jenkins/logs/errors.test.ts'];

export const chosen: readonly ChosenMutant[] = [
  {
    name: 'verifyJenkins gives the typed name',
    file: 'src/jenkins/session/verify.ts',
    find: "const userId = asString(me['id']) ?? ",
    replace: 'const userId = ',
    tests: jenkinsClient,
  },
  {
    name: 'a follower that is handed a kept position begins at 0',
    file: 'src/jenkins/logs/logs.ts',
    find: 'const position = LogPosition.from(options.position, sink.size);',
    replace: 'const position = LogPosition.from(undefined, sink.size);',
    tests: ['test/unit/jenkins/logs/logFollower.test.ts'],
  },
  {
    name: 'a kept position is not handed to the follower',
    file: 'src/workbench/jenkins/logs/logDocument.ts',
    find: 'await this.follow(live, !build.running, live.position);',
    replace: 'await this.follow(live, !build.running, undefined);',
    tests: hostLogs,
  },
  {
    name: 'Go to Job does not rank its hits',
    file: 'src/jenkins/jobs/jobMatcher.ts',
    find: 'return this.kept.sort(compare).slice(0, this.most);',
    replace: 'return this.kept.slice(0, this.most);',
    tests: ['test/unit/workbench/jenkins/view/goToJob.test.ts'],
  },
  {
    name: 'Go to Job shows its hits in the order of the jobs',
    file: 'src/workbench/jenkins/jobs/jobAsking.ts',
    find: 'return this.matcher.find(query, maxShown).flatMap(',
    replace: 'return this.matcher.find(query, maxShown).sort((a, b) => a.index - b.index).flatMap(',
    tests: ['test/unit/workbench/jenkins/view/goToJob.test.ts'],
  },
  {
    name: 'Go to Next Error goes up',
    file: 'src/workbench/jenkins/logs/logFeature.ts',
    find: 'goToNextError: () => go(1),',
    replace: 'goToNextError: () => go(-1),',
    tests: errors,
  },
  {
    name: 'F8 goes up',
    file: 'package.json',
    find: '"command": "jenkinsJira.goToNextError",\n        "key": "f8",',
    replace: '"command": "jenkinsJira.goToPreviousError",\n        "key": "f8",',
    tests: ['test/unit/workbench/manifest.test.ts'],
  },
  {
    name: 'Go to Previous Error goes down',
    file: 'src/workbench/jenkins/logs/logFeature.ts',
    find: 'goToPreviousError: () => go(-1),',
    replace: 'goToPreviousError: () => go(1),',
    tests: errors,
  },
  {
    name: 'redaction gives back its input',
    file: 'src/base/redactor.ts',
    find: 'return without(text, spans);',
    replace: 'return text;',
    tests: hostSecrets,
  },
  {
    name: 'secrets of connections are not kept out of texts',
    file: 'src/workbench/connections/secrets/secretVault.ts',
    find: 'if (secret !== undefined) secretsInUse.keepOut(secret, userOf(connection));',
    replace: '',
    tests: hostSecrets,
  },
  {
    name: 'the output log is not redacted',
    file: 'src/workbench/connections/words/problemReporter.ts',
    find: 'this.log.error(secretsInUse.redact(`${what}${technical(cause)}`));',
    replace: 'this.log.error(`${what}${technical(cause)}`);',
    tests: hostSecrets,
  },
  {
    name: 'messages are not redacted',
    file: 'src/workbench/connections/words/explain.ts',
    find: 'why: secretsInUse.redact(why),',
    replace: 'why,',
    tests: hostSecrets,
  },
  {
    name: 'secrets are kept without their origin',
    file: 'src/workbench/connections/secrets/secretVault.ts',
    find: 'return `secret:${connection.id}@${BaseUrl.parse(connection.url).origin}`;',
    replace: 'return `secret:${connection.id}`;',
    tests: hostVault,
  },
  {
    name: 'other secrets are kept without their origin',
    file: 'src/workbench/connections/secrets/otherSecrets.ts',
    find: 'return `${kind}:${id}@${BaseUrl.parse(url).origin}`;',
    replace: 'return `${kind}:${id}@https://any`;',
    tests: hostVault,
  },
  {
    name: 'certificates and the trusted fingerprint go to a foreign host',
    file: 'src/workbench/connections/sessions/sessions.ts',
    find: 'this.transportOf({ ...connection, ...networkOfOthers(connection) })',
    replace: 'this.transportOf(connection)',
    tests: elsewhere,
  },
  {
    name: 'the client certificate goes to a foreign host',
    file: 'src/workbench/connections/sessions/sessions.ts',
    find: 'return { tls: tls?.ca ? { ca: tls.ca } : {} };',
    replace: 'const { pinnedFingerprint: _, ...rest } = tls ?? {};\n  return { tls: rest };',
    tests: elsewhere,
  },
  {
    name: 'the trusted fingerprint counts for a foreign host',
    file: 'src/workbench/connections/sessions/sessions.ts',
    find: 'return { tls: tls?.ca ? { ca: tls.ca } : {} };',
    replace: 'const { client: _, ...rest } = tls ?? {};\n  return { tls: rest };',
    tests: elsewhere,
  },
  {
    name: 'credentials go along to a foreign host',
    file: 'src/http/httpClient.ts',
    find: 'hop = { url, transport: externalTransport, headers: harmlessOf(headers), trace: {} };',
    replace: 'hop = { url, transport: externalTransport, headers, trace: {} };',
    tests: elsewhere,
  },
  {
    name: 'the cookie of a gateway goes along to a foreign host',
    file: 'src/http/httpClient.ts',
    find: 'hop = { url, transport: externalTransport, headers: harmlessOf(headers), trace: {} };',
    replace: 'hop = { ...hop, url, transport: externalTransport };',
    tests: gateway,
  },
  {
    name: 'a read follows a redirect to a foreign host',
    file: 'src/http/httpClient.ts',
    find: 'if (url.origin !== hop.url.origin) {',
    replace: 'if (url.origin !== hop.url.origin && externalTransport) {',
    tests: origins,
  },
  {
    name: 'any certificate passes where another is trusted',
    file: 'src/http/tlsSocket.ts',
    find: 'if (pinned !== undefined && shown && sameFingerprint(pinned, shown.fingerprint)) return undefined;',
    replace: 'if (pinned !== undefined && shown) return undefined;',
    tests: tls,
  },
  {
    name: 'a certificate is trusted by the length of its fingerprint',
    file: 'src/http/peerCertificate.ts',
    find: 'return plain(one).length === 64 && plain(one) === plain(other);',
    replace: 'return plain(one).length === plain(other).length;',
    tests: tls,
  },
  {
    name: 'the text of a card is not escaped',
    file: 'src/jira/documents/adfToHtml.ts',
    find: "const text = escapeHtml(url || 'card');",
    replace: "const text = url || 'card';",
    tests: pages,
  },
  {
    name: 'the address of a card is not escaped',
    file: 'src/jira/documents/adfToHtml.ts',
    find: '<a class="card" href="${escapeHtml(href)}">',
    replace: '<a class="card" href="${href}">',
    tests: pages,
  },
  {
    name: 'a link may run a command',
    file: 'src/jira/documents/adfToHtml.ts',
    find: "protocol === 'mailto:' ?",
    replace: "protocol === 'mailto:' || protocol === 'command:' ?",
    tests: pages,
  },
  {
    name: 'a message of others may hold links',
    file: 'src/base/othersTexts.ts',
    find: ".replaceAll('](', `]${unseen}(`)",
    replace: '',
    tests: others,
  },
  {
    name: 'a weak ETag resumes a download',
    file: 'src/http/fileVersion.ts',
    find: "if (tag && !tag.startsWith('W/'))",
    replace: 'if (tag)',
    tests: download,
  },
  {
    name: 'an artifact may climb out of its folder',
    file: 'src/jenkins/artifacts/artifacts.ts',
    find: "part === '..' ||",
    replace: '',
    tests: download,
  },
  {
    name: 'the name of an attached file is not escaped',
    file: 'src/http/multipart.ts',
    find: "name.replaceAll('\"', '%22').replaceAll('\\r', '%0D').replaceAll('\\n', '%0A')",
    replace: 'name',
    tests: ['test/unit/jira/issues/attachments.test.ts'],
  },
  {
    name: 'the name of a file parameter is not escaped',
    file: 'src/http/multipart.ts',
    find: 'filename="${escaped(content.fileName)}"',
    replace: 'filename="${content.fileName}"',
    tests: ['test/unit/jenkins/builds/parameterForm.test.ts'],
  },
  {
    name: 'others can read the facts of a log',
    file: 'src/logs/logStore.ts',
    find: 'factsText(key, facts, spool.written), { mode: 0o600 }',
    replace: 'factsText(key, facts, spool.written)',
    tests: store,
  },
  {
    name: 'others can read the index of a log',
    file: 'src/logs/logStore.ts',
    find: 'spool.index.toBytes(), { mode: 0o600 }',
    replace: 'spool.index.toBytes()',
    tests: store,
  },
  {
    name: 'a kept log of another length is taken',
    file: 'src/logs/keptLog.ts',
    find: " || json['size'] !== size) return undefined;",
    replace: ') return undefined;',
    tests: store,
  },
  {
    name: 'a refused login is tried again by itself',
    file: 'src/http/loginGate.ts',
    find: 'if (this.refusal && background) throw this.refusal.error;',
    replace: '',
    tests: [...jenkinsClient, 'test/unit/jenkins/session/startup.test.ts'],
  },
  {
    name: 'a write is sent again after any refusal',
    file: 'src/jenkins/session/answers.ts',
    find: "wantsCrumb: status === 403 && !namesPermission && crumbRefusal.test(reason ?? ''),",
    replace: 'wantsCrumb: status === 403,',
    tests: ['test/unit/jenkins/session/recordedErrors.test.ts', ...jenkinsClient],
  },
  ...writes,
  {
    name: 'a connection that is read only writes',
    file: 'src/jenkins/session/session.ts',
    find: 'if (this.readOnly) throw',
    replace: 'if (this.readOnly && !path) throw',
    tests: ['test/unit/jenkins/jobs/changes.test.ts', ...jenkinsClient],
  },
  {
    name: 'anonymous counts as logged in',
    file: 'src/jenkins/session/verify.ts',
    find: "if (asBoolean(root['useSecurity']) === false) return true;",
    replace: 'return true;',
    tests: ['test/unit/jenkins/session/verify.test.ts'],
  },
  {
    name: 'a write is sent again when its answer is lost',
    file: 'src/http/httpClient.ts',
    find: '(request.repeatable ?? isRead(request)) ? retries',
    replace: '(request.repeatable ?? true) ? retries',
    tests: ['test/unit/http/retries.test.ts', 'test/unit/jenkins/builds/startBuild.test.ts'],
  },
];
