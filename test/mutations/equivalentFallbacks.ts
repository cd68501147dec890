// More mutants that no test can kill, by the reason: most put another text for a value that is missing.
import type { Equivalent } from './equivalent.ts';

const byReason: Readonly<Record<string, readonly string[]>> = {
  'both are before the first byte': [
    'src/jenkins/logs/logStream.ts: 1 → 2 in let lineEnd = -1;',
    'src/jenkins/logs/logStream.ts: 1 → 2 in let close = -1;',
  ],
  'an empty piece is held then, which changes no text': [
    'src/jenkins/logs/logReader.ts: > → >= in if (rest.length > 0) this.held.push(rest);',
  ],
  'each trace tells its number of starts; the types do not know it': [
    'src/jenkins/builds/startBuild.ts: 1 → 2 in timesIn: ({ starts = 1 }) => starts,',
  ],
  'the result of a change has no parts of its own, and is spread': [
    'src/jira/issues/changeIssue.ts: {} → undefined in return {};',
    'src/jira/issues/transitions.ts: {} → undefined in return {};',
    'src/jira/comments/changeComments.ts: {} → undefined in return {};',
    'src/jenkins/builds/changeBuilds.ts: {} → undefined in if (canceled) return {};',
    'src/jenkins/session/session.ts: {} → undefined in return {};',
  ],
  'nobody reads a guard: that it is there is all': [
    "src/base/claimFiles.ts: '' → 'mutated' in await writeFile(guard, '', { flag: 'wx', mode: 0o600 });",
  ],
  'neither text matches': [
    "src/jenkins/session/answers.ts: '' → 'mutated' in wantsCrumb: status === 403 && !namesPermission && crumbRefusal.test(reason ?? ''),",
    "src/jira/issues/epicField.ts: '' → 'mutated' in const epic = fields.find(field => /:gh-epic-link$/.test(asString(asObject(field['schema'])['custom']) ?? ''));",
    "src/jira/session/answers.ts: '' → 'mutated' in const asked = response.header('x-authentication-denied-reason') ?? '';",
    "src/jira/issues/issueDetails.ts: '' → 'mutated' in const isRich = isAdf(value) || /:textarea$/.test(asString(schema['custom']) ?? '') || id === 'environment';",
    "src/http/fileVersion.ts: '' → 'mutated' in const length = response.header('content-length') ?? '';",
    "src/http/fileVersion.ts: '' → 'mutated' in const [, start, total] = /^bytes (\\d+)-\\d+\\/(\\d+|\\*)$/i.exec(response.header('content-range')?.trim() ?? '') ?? [];",
    "src/jenkins/session/answers.ts: '' → 'mutated' in if (header === undefined && response.status >= 400 && /(^| - )Jenkins$/.test(reason ?? '')) return undefined;",
    "src/http/reason.ts: '' → 'mutated' in return containerStatus.test((isPage(mediaType) ? pageReason(text) : text) ?? '');",
    `src/jenkins/builds/parameters.ts: '' → 'mutated' in const isMany = /MULTI|CHECK/i.test(\`\${asString(definition['choiceType']) ?? ''} \${type}\`);`,
    "src/jenkins/logs/logAnswer.ts: '' → 'mutated' in const boundary = /^multipart\\/form-data;.*?boundary=\"?([^\";]+)/i.exec(response.header('content-type') ?? '')?.[1];",
    "src/http/reason.ts: '' → 'mutated' in return /^\\s*HTTP Status \\d{3}\\b/.test(title ?? '') ? (message ?? title) : title;",
    "src/jenkins/builds/parameterOffers.ts: '' → 'mutated' in const isController = /MasterComputer$/.test(asString(computer['_class']) ?? '');",
  ],
  'one of the groups has matched; the types do not know it': [
    "src/jira/jql/problemPlace.ts: '' → 'mutated' in const quoted = [...message.matchAll(/'([^']+)'|\"([^\"]+)\"/g)].map(([, a, b]) => (a ?? b ?? '').toLowerCase());",
  ],
  'a job without a name is shown in no level': [
    "src/jenkins/jobs/levels.ts: '' → 'mutated' in for (const job of asObjects(view['jobs'])) heads.set(asString(job['name']) ?? '', kind);",
    "src/jenkins/jobs/levels.ts: '' → 'mutated' in return { ...job, head: heads.get(asString(json['name']) ?? '') ?? HeadKind.branch };",
    "src/jenkins/jobs/levels.ts: '' → 'mutated' in if (!(fullName ?? asString(json['name']) ?? '').split('/').every(isName)) return undefined;",
  ],
  'neither is the URL of a job': [
    "src/jenkins/builds/queue.ts: '' → 'mutated' in const job = asString(task['fullName']) ?? jobOfUrl(asString(task['url']) ?? '');",
    "src/jenkins/builds/queue.ts: '' → 'mutated' in job: jobOfUrl(asString(build['url']) ?? ''),",
    "src/jenkins/builds/queue.ts: '' → 'mutated' in const match = /((?:\\/job\\/[^/]+)+)(?:\\/\\d+)?\\/?$/.exec(URL.canParse(url) ? new URL(url).pathname : '');",
    "src/jenkins/builds/startTrace.ts: '' → 'mutated' in .filter(item => isOfJob(asString(asObject(item['task'])['url']) ?? '', job))",
  ],
  'neither is the code of an error': [
    "src/http/transportFailure.ts: '' → 'mutated' in if (typeof error !== 'object' || error === null) return '';",
    "src/http/transportFailure.ts: '' → 'mutated' in return 'cause' in error ? codeOf(error.cause) : '';",
  ],
  'the place is within the list; the types do not know it': [
    "src/jenkins/builds/startTrace.ts: '' → 'mutated' in names.unshift(decodedUri(parts[at] ?? ''));",
  ],
  'no kind has either name': [
    "src/jenkins/jobs/levels.ts: '' → 'mutated' in const kind = kinds[asString(view['name']) ?? ''];",
  ],
  'no type of a field has either name': [
    "src/jira/fields/fields.ts: '' → 'mutated' in const custom = byCustom[(asString(schema['custom']) ?? '').split(':').at(-1) ?? ''];",
  ],
  'Jira makes no issue without a summary': [
    "src/jira/issues/createIssue.ts: '' → 'mutated' in const summary = String(fields['summary'] ?? '').trim();",
  ],
  'nobody has either id': [
    "src/jenkins/builds/startTrace.ts: '' → 'mutated' in return asString((await session.getObject(apiPath('/me', 'id'), options))['id']) ?? '';",
  ],
  'neither is the address of an item of the queue': [
    "src/jenkins/builds/startBuild.ts: '' → 'mutated' in const location = response.header('location') ?? '';",
  ],
  'neither is a date': [
    "src/http/fileVersion.ts: '' → 'mutated' in const age = Date.parse(response.header('date') ?? '') - Date.parse(lastModified ?? '');",
    "src/jira/issues/worklogs.ts: '' → 'mutated' in Math.abs(Date.parse(asString(json['started']) ?? '') - startedAt) < 1000 &&",
  ],
  'the group has matched; the types do not know it': [
    "src/base/decodings.ts: '' → 'mutated' in return { char: String.fromCharCode(Number.parseInt(hex ?? '', 16)), length: unicode.length };",
  ],
  'neither is the address of a page that is waited for': [
    "src/jenkins/session/pageAnswers.ts: '' → 'mutated' in const location = response.header('location') ?? '';",
  ],
  'neither is a word of the language': [
    "src/jira/jql/context.ts: '' → 'mutated' in const word = token.kind === 'string' ? '' : token.text.toLowerCase();",
  ],
  'no claim has either mark, which is random': [
    "src/base/claimFiles.ts: '' → 'mutated' in return (await readFile(this.path, 'utf8').catch(() => '')) === this.mark && !(await isExpired(this.path));",
    "src/base/claimFiles.ts: '' → 'mutated' in return (await readFile(this.path, 'utf8').catch(() => '')) === this.mark;",
  ],
  'no host has either name': [
    "src/http/proxyFor.ts: '' → 'mutated' in return noProxy.length > 0 ? noProxy : (environment.noProxy ?? '').split(/[\\s,]+/);",
  ],
  'each element clears it before it is read': ["src/jenkins/jobs/configurations.ts: '' → 'mutated' in text = '';"],
  'no class has either name': [
    "src/jenkins/jobs/jobs.ts: '' → 'mutated' in const byClass = kindsByClass[asString(json['_class']) ?? ''];",
  ],
  'no page has either name': [
    "src/http/bases.ts: '' → 'mutated' in const at = segments.findIndex((segment, index) => isPage(segment, segments[index + 1] ?? ''));",
  ],
  'a picture that does not end is looked for then, which only takes longer': [
    "src/jira/documents/wikiTable.ts: '!' → '' in return text.ahead.next('!', at + 1) < end ? (text.match(picture, at)?.[0].length ?? 1) : 1;",
  ],
  'to give back nothing changes nothing': [
    'src/http/tunnel.ts: > → >= in if (!failure && rest.length > 0) socket.unshift(rest);',
  ],
  'the value is always there; the types do not know it': [
    'src/base/redactor.ts: 0 → 1 in yield { from: places[at] ?? 0, end: places[at + form.length] ?? 0 };',
    'src/base/decodings.ts: 0 → 1 in for (let unit = 0; unit < char.length; unit++) from.push(places[at] ?? 0);',
    'src/base/decodings.ts: 0 → 1 in from.push(places[text.length] ?? 0);',
    "src/jira/documents/adfToMarkdown.ts: '' → 'mutated' in const text = children.map(child => child.text ?? '').join('');",
    "src/jira/documents/markdownInline.ts: '' → 'mutated' in return textNodes(token.content || String(token.attrGet('src') ?? ''), [",
    "src/jira/documents/markdownInline.ts: '' → 'mutated' in link(String(token.attrGet('src') ?? '')),",
    "src/jira/documents/markdownInline.ts: '' → 'mutated' in return this.link(String(token.attrGet('href') ?? ''));",
    "src/jira/documents/markdownInline.ts: '' → 'mutated' in text += this.tokens[this.at]?.content ?? '';",
    "src/jira/documents/markdownToAdf.ts: '' → 'mutated' in const match = head?.type === 'text' && !head.marks ? /^\\[!(\\w+)\\]\\s*/.exec(head.text ?? '') : null;",
    "src/jira/documents/markdownToAdf.ts: '' → 'mutated' in const match = head?.type === 'text' && !head.marks ? /^\\[([ xX])\\](?:\\s+|$)/.exec(head.text ?? '') : null;",
    "src/jira/documents/markdownToAdf.ts: '' → 'mutated' in const left = (head?.text ?? '').slice(match[0].length);",
    "src/jira/documents/markdownToAdf.ts: '' → 'mutated' in return { done: match[1] !== ' ', content: [...textNodes((head?.text ?? '').slice(match[0].length)), ...tail] };",
    "src/jira/documents/wikiLine.ts: '' → 'mutated' in const text = inlineToWiki(node, last, after[at] ?? '');",
    'src/jira/documents/editable.ts: 0 → 1 in const pairs = align(before, edited, (node, [first]) => (first ? likeness(node, first) : 0));',
  ],
  'neither is the status of a gateway, nor of a success': [
    'src/http/errors.ts: 0 → 1 in if (error instanceof ServerUnavailableError) return gatewayStatuses.has(error.status ?? 0);',
  ],
  'only the last character is looked at': [
    'src/jira/documents/wikiLine.ts: (last + text).slice(-2) → (last + text) in last = (last + text).slice(-2);',
  ],
  'only its origin and path are used': [
    "src/jenkins/artifacts/downloadArtifact.ts: 'GET' → '' in const source = session.traceOf('GET', artifactPath(job, number, path));",
    "src/jenkins/artifacts/artifacts.ts: 'GET' → '' in if (isLoginInsteadOf(session.traceOf('GET', address), response, fileName)) throw await failureOf(response);",
    "src/jira/issues/attachments.ts: 'GET' → '' in const asked = session.traceOf('GET', path);",
    "src/jira/issues/attachments.ts: 'GET' → '' in const { origin, path } = session.traceOf('GET', attachmentPath(session, file));",
  ],
  'only the first character is looked at, which no neighbor changes': [
    "src/jira/documents/wikiLine.ts: '' → 'mutated' in if (next.type !== 'text') return inlineToWiki(next, '', '');",
  ],
  'such a part is a single block': [
    "src/jira/documents/adfToWiki.ts: '' → 'mutated' in .map(part => (part.some(isOwnLines) ? part.map(blockToWiki).join('') : textOfBlocks(part)))",
  ],
  'no macro begins with a line end': [
    'src/jira/documents/wikiToAdf.ts: < → <= in return macro && macro.from < end ? macro.from : end;',
  ],
  'behind the end there is no character': ['src/base/decodings.ts: < → <= in for (let at = 0; at < text.length; ) {'],
  'without a base, digits are decimal, too': [
    'src/jenkins/jobs/configurations.ts: 10 → 0 in const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);',
  ],
};

export const equivalentFallbacks: readonly Equivalent[] = Object.entries(byReason).flatMap(([why, mutants]) =>
  mutants.map(mutant => ({ mutant, why })),
);
