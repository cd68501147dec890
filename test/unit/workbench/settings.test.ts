import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';

const root = resolve(import.meta.dirname, '../../..');
const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const words: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));

interface Schema {
  type: string;
  order?: number;
  enum?: string[];
  enumDescriptions?: string[];
  pattern?: string;
  patternErrorMessage?: string;
  minimum?: number;
  maximum?: number;
  errorMessage?: string;
  description?: string;
  markdownDescription?: string;
  markdownDeprecationMessage?: string;
  additionalProperties?: boolean;
  uniqueItems?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
}
interface Section {
  title: string;
  order: number;
  properties: Record<string, Schema>;
}

const sections: Section[] = contributes.configuration;
const settings = sections.flatMap(({ properties }) => Object.entries(properties));
const commands = new Set<string>(contributes.commands.map(({ command }: { command: string }) => command));

/** A schema with all schemas inside. */
function parts(name: string, schema: Schema): [string, Schema][] {
  const inside = [...Object.entries(schema.properties ?? {}), ...(schema.items ? [['[]', schema.items] as const] : [])];
  return [[name, schema], ...inside.flatMap(([part, each]) => parts(`${name}.${part}`, each))];
}

const all = settings.flatMap(([name, schema]) => parts(name, schema));
const said = (text: string | undefined) => words[(text ?? '').replaceAll('%', '')] ?? '';

describe('the settings of the manifest', () => {
  it('stand in titled sections, each setting at a place of its own', () => {
    assert.deepEqual(
      sections.map(({ title }) => said(title)),
      ['Connections', 'Jenkins', 'Jira', 'Logs', 'Token Restrictions'],
    );
    for (const { title, properties } of sections) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_, index) => index + 1),
        title,
      );
    }
    assert.deepEqual(
      sections.map(({ order }) => order),
      [1, 2, 3, 4, 5],
    );
  });

  it('describe themselves, all their parts, and each value to choose from', () => {
    for (const [name, schema] of all) {
      const text = said(schema.markdownDescription ?? schema.description);
      if (!name.endsWith('[]')) assert.match(text, /[.]$/, name);
      if (schema.enum)
        assert.equal(schema.enumDescriptions?.map(said).filter(Boolean).length, schema.enum.length, name);
    }
  });

  it('refuse what cannot be meant, in words', () => {
    const objects = all.filter(([, { type }]) => type === 'object');
    for (const [name, schema] of objects) assert.equal(schema.additionalProperties, false, name);
    for (const [name, schema] of all.filter(([, { type }]) => type === 'number')) {
      assert.ok(schema.minimum !== undefined && schema.maximum !== undefined, name);
      assert.notEqual(said(schema.errorMessage), '', name);
    }
    for (const [name, schema] of all.filter(([, { pattern }]) => pattern !== undefined)) {
      assert.notEqual(said(schema.patternErrorMessage), '', name);
    }
    // A list of connections may have equal ones while it is edited; the other is no longer edited.
    const lists = all.filter(([name, { type }]) => type === 'array' && !/connections$|carefulJobs$/.test(name));
    for (const [name, schema] of lists) assert.equal(schema.uniqueItems, true, name);
  });

  it('lead to settings and commands that there are', () => {
    const named = new Set(settings.map(([name]) => name));
    const texts = all.map(([, schema]) => said(schema.markdownDescription) + said(schema.markdownDeprecationMessage));
    const links = texts.flatMap(text => [...text.matchAll(/`#([^#]+)#`/g)].map(match => match[1] ?? ''));
    assert.ok(links.length > 3);
    for (const link of links) assert.ok(named.has(link), link);
    const called = texts.flatMap(text => [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map(match => match[1] ?? ''));
    assert.ok(called.length > 3);
    for (const command of called) assert.ok(commands.has(command), command);
  });

  it('name the commands that change them by their titles', () => {
    const titles = new Set(contributes.commands.map(({ title }: { title: string }) => said(title)));
    // Other words of the product in italics.
    const others = new Set(['My Work']);
    const named = all.flatMap(([, schema]) =>
      [...said(schema.markdownDescription).matchAll(/(?:\*|\[)([A-Z][^*\]]*)(?:\*|\]\()/g)].map(
        match => match[1] ?? '',
      ),
    );
    assert.ok(named.length > 10);
    for (const name of named) assert.ok(titles.has(name) || others.has(name), name);
  });

  it('admit the addresses and proxies that connections have', () => {
    const { properties = {} } = settings.find(([name]) => name === 'jenkinsJira.connections')?.[1].items ?? {};
    const admits = (part: string, value: string) => new RegExp(properties[part]?.pattern ?? '$^').test(value);
    for (const url of [
      'https://ci.example.com',
      'http://[::1]:8080/jenkins/',
      'https://api.atlassian.com/ex/jira/a-b',
    ]) {
      assert.ok(admits('url', url), url);
    }
    for (const url of ['ci.example.com', 'https://me:pass@ci.example.com', 'https://ci.example.com?a', 'ftp://x']) {
      assert.ok(!admits('url', url), url);
    }
    for (const proxy of ['none', 'socks5://127.0.0.1:1080', 'http://proxy:8080'])
      assert.ok(admits('proxy', proxy), proxy);
    for (const proxy of ['proxy:8080', 'http://me:pass@proxy']) assert.ok(!admits('proxy', proxy), proxy);
  });
});
