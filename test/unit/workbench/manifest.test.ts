import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';

const root = resolve(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text);
const words: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
const sources = globSync('src/{workbench/**/*,extension}.ts', { cwd: root }).map(file => ({
  file,
  code: readFileSync(join(root, file), 'utf8'),
}));

interface Command {
  command: string;
  title: string;
  category: string;
}
interface MenuItem {
  command: string;
  when: string;
}

const commands: Command[] = manifest.contributes.commands;
const menus: Record<string, MenuItem[]> = manifest.contributes.menus;
const allItems = Object.values(menus).flat();

describe('the manifest', () => {
  it('finds each of its words, and has none that is not asked for', () => {
    const asked = [...text.matchAll(/"%([^%"]+)%"/g)].map(match => match[1] ?? '');
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(words).sort());
  });

  it('gives each command one of the three categories and a title in title case', () => {
    const small = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'the', 'to', 'with']);
    // Its own name.
    small.add('curl');
    for (const { command, title, category } of commands) {
      assert.ok(['Jenkins', 'Jira', 'Jenkins & Jira'].includes(category), command);
      const sentence = words[title.replaceAll('%', '')] ?? '';
      for (const word of sentence.split(' ')) assert.ok(small.has(word) || /^[A-Z]/.test(word), sentence);
    }
  });

  it('puts only commands into menus that it declares', () => {
    const declared = new Set(commands.map(({ command }) => command));
    for (const { command } of allItems) assert.ok(declared.has(command), command);
  });

  it('goes from error to error of a log by F8, down and with Shift up, as through problems elsewhere', () => {
    const keys: { command: string; key: string }[] = manifest.contributes.keybindings;
    const of = (wanted: string) => keys.filter(({ key }) => key === wanted).map(({ command }) => command);
    assert.deepEqual(of('f8'), ['jenkinsJira.goToNextError']);
    assert.deepEqual(of('shift+f8'), ['jenkinsJira.goToPreviousError']);
  });

  it('registers what it declares, by the same names', () => {
    // In a table, or by a list of names whose handlers are loaded later: that each has one is a matter of types.
    const tables = [/commands\.register\(\{([\s\S]*?)\n {2,4}\}\)/g, /Command(?:s|Names) = \[([\s\S]*?)\] as const/g];
    const registered = sources.flatMap(({ code }) =>
      tables.flatMap(table => [...code.matchAll(table)].map(match => match[1] ?? '')),
    );
    for (const { command } of commands) {
      const name = command.replace('jenkinsJira.', '');
      assert.ok(
        registered.some(block => new RegExp(`\\b${name}\\b`).test(block)),
        `${name} is in no command table`,
      );
    }
  });

  it('asks in menus for facets that nodes have', () => {
    const known = /export const ContextFlag = \{([\s\S]*?)\}/.exec(
      sources.find(({ file }) => file.endsWith('trees/treeNode.ts'))?.code ?? '',
    )?.[1];
    const asked = allItems.flatMap(({ when }) => [...when.matchAll(/;(\w+);/g)].map(match => match[1] ?? ''));
    assert.ok(asked.length > 0);
    for (const facet of asked) assert.match(known ?? '', new RegExp(`\\b${facet}: '${facet}'`), facet);
  });

  it('asks for context keys that are set', () => {
    const asked = [...text.matchAll(/jenkinsJira\.(has\w+)/g)].map(match => match[1] ?? '');
    assert.ok(asked.length > 0);
    for (const key of asked)
      assert.ok(
        sources.some(({ code }) => code.includes(`${key}: `)),
        key,
      );
  });

  it('admits editors down to the oldest that is tested, is checked against its API and built for its Node', () => {
    const oldest = JSON.parse(readFileSync(join(root, 'test/host/oldest/package.json'), 'utf8')).dependencies;
    const minor = oldest['code-server'].split('.')[1]; // code-server 4.x carries VS Code 1.x
    assert.equal(manifest.engines.vscode, `^1.${minor}.0`);
    assert.equal(manifest.devDependencies['@types/vscode'], `1.${minor}.0`);
    const build = readFileSync(join(root, 'esbuild.mjs'), 'utf8');
    const targets = [...build.matchAll(/\btarget: '([^']+)'/g)].map(match => match[1]);
    assert.deepEqual(new Set(targets), new Set([`node${oldest.node.split('.')[0]}`]));
  });

  it('has at most 45 commands in the palette whatever is in front', () => {
    const conditional = new Set(menus['commandPalette']?.map(({ command }) => command));
    const always = commands.filter(({ command }) => !conditional.has(command));
    assert.ok(always.length <= 45, `${always.length}`);
    assert.ok(always.length > 20, 'not because none is found');
  });

  it('keeps commands that need a node out of the palette', () => {
    const hidden = menus['commandPalette']?.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.deepEqual(hidden?.sort(), [
      'jenkinsJira.addJenkinsConnection',
      'jenkinsJira.addJiraConnection',
      'jenkinsJira.changeAssumptions',
      'jenkinsJira.clickJob',
      'jenkinsJira.copyFromLog',
      'jenkinsJira.copyKey',
      'jenkinsJira.copyLink',
      'jenkinsJira.createApiToken',
      'jenkinsJira.createBugFromTest',
      'jenkinsJira.deleteBuild',
      'jenkinsJira.deleteComment',
      'jenkinsJira.deleteJob',
      'jenkinsJira.describeBuild',
      'jenkinsJira.disableJob',
      'jenkinsJira.dropWaiting',
      'jenkinsJira.editComment',
      'jenkinsJira.editLabels',
      'jenkinsJira.editQuery',
      'jenkinsJira.editWaiting',
      'jenkinsJira.enableJob',
      'jenkinsJira.explainDiagnostic',
      'jenkinsJira.groupIssues',
      'jenkinsJira.hideQueryBadge',
      'jenkinsJira.hideWaitingForYou',
      'jenkinsJira.keepBuild',
      'jenkinsJira.keepName',
      'jenkinsJira.moveToSprint',
      'jenkinsJira.onlyThisBranch',
      'jenkinsJira.openChangedFile',
      'jenkinsJira.openInBrowser',
      'jenkinsJira.openIssue',
      'jenkinsJira.openLogInBrowser',
      'jenkinsJira.openScanLog',
      'jenkinsJira.pinJob',
      'jenkinsJira.protectJob',
      'jenkinsJira.quoteComment',
      'jenkinsJira.releaseBuild',
      'jenkinsJira.removeFromStatusBar',
      'jenkinsJira.removeQuery',
      'jenkinsJira.removeTriggerToken',
      'jenkinsJira.renameQuery',
      'jenkinsJira.replayBuild',
      'jenkinsJira.reportByItself',
      'jenkinsJira.restartFromStage',
      'jenkinsJira.restartFromThisStage',
      'jenkinsJira.runAgainFromLog',
      'jenkinsJira.runTestAtCursor',
      'jenkinsJira.scanBranches',
      'jenkinsJira.sendWaiting',
      'jenkinsJira.setTriggerToken',
      'jenkinsJira.showMore',
      'jenkinsJira.showProblem',
      'jenkinsJira.showQueryBadge',
      'jenkinsJira.stopBuildOfLog',
      'jenkinsJira.stopProtecting',
      'jenkinsJira.stopReportingByItself',
      'jenkinsJira.stopWatching',
      'jenkinsJira.unpinJob',
      'jenkinsJira.updateAddress',
      'jenkinsJira.watchJob',
    ]);
  });

  it('offers no more than three actions on a line', () => {
    const inline = (menus['view/item/context'] ?? []).filter(
      item => 'group' in item && /^inline/.test(`${item.group}`),
    );
    assert.ok(inline.filter(({ when }) => /buildable|log/.test(when)).length <= 3);
  });
});

describe('the words', () => {
  // Names of products are the same in every language.
  const products = /^(Jenkins|Jira|Jira Cloud|Jenkins & Jira)?$/;
  const shown =
    /(?:(?:title|prompt|placeholder|placeHolder|label|detail|description|tooltip|text)\s*[:=]\s*|show(?:Information|Warning|Error)Message\(\s*|new vscode\.TreeItem\(\s*)(['"`])([^'"`\n]*)\1/g;

  it('of the workbench are all to be translated', () => {
    const raw = sources.flatMap(({ file, code }) =>
      [...code.matchAll(shown)]
        .map(match => (match[2] ?? '').replace(/\$\{[^}]*\}|\$\([\w~-]+\)/g, '').trim())
        .filter(literal => /[A-Za-z]{2}/.test(literal) && !products.test(literal) && !/^https?:/.test(literal))
        .map(literal => `${file}: ${literal}`),
    );
    assert.deepEqual(raw, []);
  });

  it('have neither exclamation marks nor excuses', () => {
    const said = [
      ...Object.values(words),
      ...sources.flatMap(({ code }) => [...code.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(match => match[1] ?? '')),
    ];
    assert.ok(said.length > 100);
    for (const sentence of said) assert.doesNotMatch(sentence, /!(?!=)|Oops|\bSorry\b/i);
  });
});
