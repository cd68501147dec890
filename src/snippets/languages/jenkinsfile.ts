import { type Call, type SnippetLanguage, variablesOf } from '../call.ts';
import { comments, groovyText } from '../literals.ts';
import { curlScript } from './curl.ts';

/** Step of a Pipeline. https://www.jenkins.io/doc/pipeline/steps/credentials-binding/ */
export const jenkinsfile: SnippetLanguage = {
  id: 'jenkinsfile',
  label: 'Jenkinsfile (withCredentials)',
  editors: ['jenkinsfile', 'declarative', 'groovy'],
  write: call => [...comments(call.notes, '//'), ...step(call), ''].join('\n'),
};

function step(call: Call): string[] {
  const script = ['set +x', ...curlScript(call), ''].join('\n');
  // Lines are not indented: a text of several lines would get the blanks.
  const shell = `sh '''\n${tripleQuoted(script)}'''`;
  const bindings = variablesOf(call).map(name => binding(name, name === call.network.ca?.variable));
  if (bindings.length === 0) return [shell];
  return ['withCredentials([', bindings.join(',\n'), `]) {\n${shell}\n}`];
}

function binding(variable: string, isFile: boolean): string {
  const id = groovyText(variable.toLowerCase().replaceAll('_', '-'));
  return `  ${isFile ? 'file' : 'string'}(credentialsId: ${id}, variable: ${groovyText(variable)})`;
}

/** Groovy puts nothing into it: the shell does, so that no secret is in the command that Jenkins logs. */
function tripleQuoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(/'{3,}/g, quotes => "\\'".repeat(quotes.length));
}
