import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';

const source = resolve(import.meta.dirname, '../../../src');
const slot = 'editorOfCases';

/** Resolves imports of `vscode`, which only the editor has, to the stand-in. */
export function provideVSCode(api: object): void {
  Object.assign(globalThis, { [slot]: api });
  const names = [...namesUsed()].map(name => `export const ${name} = api.${name};`);
  const text = [`const api = globalThis.${slot};`, ...names].join('\n');
  registerHooks({
    resolve: (specifier, hookContext, next) =>
      specifier === 'vscode' ? { url: 'vscode:', shortCircuit: true } : next(specifier, hookContext),
    load: (url, hookContext, next) =>
      url === 'vscode:' ? { format: 'module', source: text, shortCircuit: true } : next(url, hookContext),
  });
}

/** Every name that the sources take from `vscode`: a module must say its names before it runs. */
function namesUsed(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const texts = files.map(file => readFileSync(join(source, file), 'utf8'));
  return new Set(texts.flatMap(text => [...text.matchAll(/\bvscode\.(\w+)/g)].map(([, name = '']) => name)));
}
