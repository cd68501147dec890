import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import type { CallNetwork } from '../../../src/snippets/index.ts';
import { csharp } from '../../../src/snippets/languages/csharp.ts';
import { powershell } from '../../../src/snippets/languages/powershell.ts';
import type { Places } from './running/scene.ts';
import { scenes } from './running/scenes.ts';

const oracles = join(import.meta.dirname, '../../oracles/snippets/node_modules');
const grammars = [
  { language: csharp, wasm: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm' },
  { language: powershell, wasm: 'tree-sitter-powershell/tree-sitter-powershell.wasm' },
];

const networks: readonly CallNetwork[] = [
  {},
  { proxy: 'none' },
  { proxy: 'http://proxy:3128', ca: { variable: 'CA_FILE' } },
  { proxy: [{ variable: 'PROXY_URL' }] },
  { proxy: [{ variable: 'PROXY_URL' }], proxyKind: 'socks' },
];

interface Tree {
  readonly rootNode: { readonly hasError: boolean; toString(): string };
}

interface TreeSitter {
  readonly Parser: {
    new (): { setLanguage(language: unknown): void; parse(text: string): Tree };
    init(): Promise<void>;
  };
  readonly Language: { load(path: string): Promise<unknown> };
}

describe('snippets without an interpreter', function () {
  this.timeout(30_000);
  for (const { language, wasm } of grammars) {
    it(`${language.label} is right by its grammar, with hostile values`, async function () {
      if (!existsSync(join(oracles, wasm))) this.skip();
      const entry = createRequire(join(oracles, 'x.js')).resolve('web-tree-sitter');
      const { Parser, Language } = (await import(pathToFileURL(entry).href)) as TreeSitter;
      await Parser.init();
      const parser = new Parser();
      parser.setLanguage(await Language.load(join(oracles, wasm)));
      for (const network of networks) {
        for (const scene of scenes) {
          const places = { jenkinsBase: 'https://jenkins.test', jiraBase: 'https://jira.test/jira', network };
          const snippet = language.write(scene.call(places as Places));
          const { rootNode } = parser.parse(snippet);
          assert.ok(!rootNode.hasError, `${scene.name}\n${snippet}\n${rootNode}`);
        }
      }
    });
  }
});
