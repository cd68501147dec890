import { type Call, type Field, type JenkinsRestCall, partsOf, type SnippetLanguage } from '../call.ts';
import { comments, expression, groovyText } from '../literals.ts';

/** Client library of cdancy, which asks for crumbs by itself. https://github.com/cdancy/jenkins-rest */
export const jenkinsRest: SnippetLanguage = {
  id: 'jenkins-rest',
  label: 'Groovy (jenkins-rest)',
  editors: ['groovy'],
  fits,
  write: script,
};

const variable = (name: string) => `System.getenv('${name}')`;

/** It sends Basic and no other headers, knows neither authorities nor proxies of its own, and encodes no names of jobs. */
function fits({ jenkinsRest: known, login, network, headers }: Call): boolean {
  const isPlain = ({ kind, folder, job }: JenkinsRestCall) =>
    (kind === 'create' || /^[\w.-]+$/.test(job)) && /^[\w./-]*$/.test(folder);
  const { proxy = 'none', ca } = network;
  const isDirect = ca === undefined && proxy === 'none' && headers.length === 0;
  return known !== undefined && isPlain(known) && login.kind === 'basic' && isDirect;
}

function script(call: Call): string {
  const { login, jenkinsRest: known, base } = call;
  if (!known || login.kind !== 'basic') return '';
  const credentials = expression([`${login.user}:`, login.secret], groovyText, variable);
  return [
    ...comments(call.notes, '//'),
    "@Grab('io.github.cdancy:jenkins-rest:1.0.2')",
    'import com.cdancy.jenkins.rest.JenkinsClient',
    '',
    'def client = JenkinsClient.builder()',
    `  .endPoint(${groovyText(base)})`,
    `  .${login.crumbUrl === undefined ? 'apiToken' : 'credentials'}(${credentials})`,
    '  .build()',
    'def jobs = client.api().jobsApi()',
    ...linesOf(known),
    'client.close()',
    '',
  ].join('\n');
}

function linesOf(known: JenkinsRestCall): string[] {
  const place = `${known.folder === '' ? 'null' : groovyText(known.folder)}, ${groovyText(known.job)}`;
  switch (known.kind) {
    case 'start':
      return [
        ...startOf(place, known.parameters),
        "println 'queue item ' + started.value()",
        "if (started.errors()) throw new IOException(started.errors().join(', '))",
      ];
    case 'build':
      return [
        `def build = jobs.buildInfo(${place}, ${numberOf(place, known.number)})`,
        ...missing('build'),
        'println build',
      ];
    case 'log':
      return [
        `def number = ${numberOf(place, known.number)}`,
        'def start = 0',
        'while (true) {',
        `  def part = jobs.progressiveText(${place}, number, start)`,
        ...missing('part').map(line => `  ${line}`),
        '  print part.text()',
        '  if (!part.hasMoreData()) break',
        '  start = part.size()',
        '  sleep(1000)',
        '}',
      ];
    case 'create':
      return [
        // It names no charset, and Jenkins would read another one.
        `def text = new File(${groovyText(known.file)}).getText('UTF-8').replaceAll(/[^\\x00-\\x7f]/) { '&#' + it.codePointAt(0) + ';' }`,
        `def created = jobs.create(${place}, text)`,
        "if (!created.value()) throw new IOException(created.errors().join(', '))",
      ];
    default:
      return known satisfies never;
  }
}

function startOf(place: string, parameters: readonly Field[] | undefined): string[] {
  if (!parameters) return [`def started = jobs.build(${place})`];
  const fields = parameters.map(
    ({ name, value }) => `  (${groovyText(name)}): [${expression(partsOf(value), groovyText, variable)}],`,
  );
  return [`def started = jobs.buildWithParameters(${place}, [`, ...fields, '])'];
}

function numberOf(place: string, number: number | undefined): string {
  return number === undefined ? `jobs.lastBuildNumber(${place})` : String(number);
}

/** The library gives nothing where the server has nothing. */
function missing(name: string): string[] {
  return [`if (${name} == null) throw new IOException('There is no such build.')`];
}
