import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';

const workbench = resolve(import.meta.dirname, '../../../src/workbench');

interface Door {
  readonly name: string;
  /** The editor's own call, which reads links, icons or markup into a text. */
  readonly call: RegExp;
  /** The module that makes texts harmless, alone allowed to call it plainly. */
  readonly module?: string;
  /** How a call elsewhere must go on to be harmless. */
  readonly harmless?: RegExp;
}

const doors: readonly Door[] = [
  { name: 'notifications and dialogs', call: /\.show(?:Information|Warning|Error)Message\b/g },
  { name: 'progress', call: /\bwindow\.withProgress\b/g },
  { name: 'words that pass in the status bar', call: /\.setStatusBarMessage\b/g },
].map(door => ({ ...door, module: 'shell/messages/notifications.ts' }));

const places: readonly Door[] = [
  ...doors,
  { name: 'lines of a pick', call: /\bpick\.items = /g, harmless: /^(?:shownItems\b|(?:all|items);)/ },
  { name: 'lines of a short pick', call: /\.showQuickPick\(/g, harmless: /^shownItems\(/ },
  { name: 'input boxes made at once', call: /\.showInputBox\(/g },
  { name: 'prompts', call: /\b\w+\.prompt = /g, harmless: /^inPrompt\(/ },
  {
    name: 'titles and placeholders of picks and boxes',
    call: /\b(?:pick|box)\.(?:title|placeholder) =\s+/g,
    harmless: /^(?:inTree\(|t\('[^'{]*'\)|(?:missing|reading)\n)/,
  },
  { name: 'complaints at a box', call: /validationMessage = /g, harmless: /^(?:undefined|\{ message: inPrompt\()/ },
  {
    name: 'items of the status bar',
    call: /\bitem\.text = /g,
    harmless: /^(?:`\$\(\$\{icon\}\) \$\{inLabel\(|parts\.map\(\(\{ text \}\) => text\))/,
  },
  {
    name: 'pieces of Markdown',
    call: /\bappendMarkdown\(/g,
    harmless:
      /^(?:'|`\\n\\n\$\{actions\.|`\\n\[\$\{vscode\.l10n\.t\('[^']*'\)\}\]\(command:\$\{command\}\?\$\{target\}\)`)/,
  },
  { name: 'whole Markdown', call: /\bnew vscode\.MarkdownString\(/g, harmless: /^(?:\)|undefined[,)])/ },
  { name: 'icons before a text', call: /`\$\((?:\$\{[^}]*\}|[\w~-]+)\) /g, harmless: /^\$\{inLabel\(/ },
];

const files = readdirSync(workbench, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.includes('/page/'))
  .map(file => ({ file, text: readFileSync(join(workbench, file), 'utf8') }));

/** Calls that pass the door, each as its file and what is written there. */
function past({ call, harmless, module }: Door, all: readonly { file: string; text: string }[]): string[] {
  return all
    .filter(({ file }) => file !== module)
    .flatMap(({ file, text }) =>
      [...text.matchAll(call)]
        .map(match => ({ match, rest: text.slice(match.index + match[0].length) }))
        .filter(({ rest }) => !harmless?.test(rest))
        .map(({ match, rest }) => `${file}: ${match[0]}${rest.split('\n', 1)[0]}`),
    );
}

describe("others' texts on their way into the editor", () => {
  for (const door of places) {
    it(`pass the one module for ${door.name}`, () => assert.deepEqual(past(door, files), []));
  }

  it('would be found elsewhere', () => {
    const wrong = [
      'void vscode.window.showInformationMessage(build.displayName);',
      'vscode.window.withProgress({ title: name }, work);',
      'vscode.window.setStatusBarMessage(title);',
      'pick.items = jobs.map(label => ({ label }));',
      'vscode.window.showQuickPick(names);',
      'vscode.window.showInputBox({ prompt: name });',
      'box.prompt = description;',
      'pick.placeholder = input.message;',
      'box.validationMessage = { message: reason };',
      'this.item.text = build.displayName;',
      'text.appendMarkdown(issue.summary);',
      'new vscode.MarkdownString(description);',
      `const label = \`$(person) \${name}\`;`,
    ];
    for (const [at, text] of wrong.entries()) {
      const place = places[at];
      assert.ok(place && past(place, [{ file: 'jobs/some.ts', text }]).length > 0, text);
    }
  });
});
