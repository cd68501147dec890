import { type Call, partsOf, type SnippetLanguage } from '../call.ts';
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

/** It sends Basic alone, knows neither authorities nor proxies of its own, and encodes no names of jobs. */
function fits({ jenkinsRest: known, login, network }: Call): boolean {
  const isPlain = ({ folder, job }: { folder: string; job: string }) =>
    /^[\w.-]+$/.test(job) && /^[\w./-]*$/.test(folder);
  const { proxy = 'none', ca } = network;
  return known !== undefined && isPlain(known) && login.kind === 'basic' && ca === undefined && proxy === 'none';
}

function script(call: Call): string {
  const { login, jenkinsRest: known, base } = call;
  if (!known || login.kind !== 'basic') return '';
  const credentials = expression([`${login.user}:`, login.secret], groovyText, variable);
  const place = [known.folder === '' ? 'null' : groovyText(known.folder), groovyText(known.job)];
  const parameters = known.parameters?.map(
    ({ name, value }) => `  (${groovyText(name)}): [${expression(partsOf(value), groovyText, variable)}],`,
  );
  return [
    ...comments(call.notes, '//'),
    "@Grab('io.github.cdancy:jenkins-rest:1.0.2')",
    'import com.cdancy.jenkins.rest.JenkinsClient',
    '',
    'def client = JenkinsClient.builder()',
    `  .endPoint(${groovyText(base)})`,
    `  .${login.crumbUrl === undefined ? 'apiToken' : 'credentials'}(${credentials})`,
    '  .build()',
    ...(parameters
      ? [`def started = client.api().jobsApi().buildWithParameters(${place.join(', ')}, [`, ...parameters, '])']
      : [`def started = client.api().jobsApi().build(${place.join(', ')})`]),
    "println 'queue item ' + started.value() + ' ' + started.errors()",
    'client.close()',
    '',
  ].join('\n');
}
