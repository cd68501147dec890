// Random documents of every node in Atlassian's schema, as Jira Cloud could give them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AdfDocument } from '../../../../src/jira/documents/adf.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

const path = createRequire(import.meta.url).resolve('@atlaskit/adf-schema/dist/json-schema/v1/full.json');
const { definitions } = JSON.parse(readFileSync(path, 'utf8')) as { definitions: Readonly<Record<string, Schema>> };

/** Types of the schema's nodes that a document holds. */
export const nodeTypes: readonly unknown[] = Object.entries(definitions).flatMap(([name, { properties }]) =>
  name.endsWith('_mark') || name === 'doc_node' ? [] : (properties?.['type']?.enum ?? []),
);

/** Levels of content below which blocks hold as little as they may. */
const deepest = 7;

/** Makes documents, the same for the same seed. */
export class RandomDocuments {
  private state: number;
  private words = 0;

  constructor(seed: number) {
    this.state = seed;
  }

  next(): AdfDocument {
    for (;;) {
      this.words = 0;
      const content = this.list({ ...this.resolved({ $ref: '#/definitions/doc_node' }).properties?.['content'] }, 0);
      const document = { version: 1, type: 'doc', content } as AdfDocument;
      if (adfProblem(document) === undefined) return document;
    }
  }

  /** A number from 0 up to, not including, 1. */
  private random(): number {
    this.state = (this.state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  private upTo(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }

  private one<T>(choices: readonly T[]): T {
    return choices[this.upTo(choices.length - 1)] as T;
  }

  /** Schema with all its parts. */
  private resolved(schema: Schema): Schema {
    if (schema.$ref) return this.resolved(definitions[schema.$ref.replace('#/definitions/', '')] ?? {});
    if (!schema.allOf) return schema;
    const parts = schema.allOf.map(part => this.resolved(part));
    return {
      type: 'object',
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: parts.flatMap(({ required = [] }) => required),
    };
  }

  private value(schema: Schema, name: string, depth: number): unknown {
    const { enum: choices, anyOf, type, ...rest } = this.resolved(schema);
    if (choices) return this.one(choices);
    if (anyOf) return this.value(this.one(anyOf), name, depth);
    if (rest.properties || type === 'object') return this.object(rest, depth);
    if (type === 'array') return this.list(rest, depth);
    if (type === 'boolean') return this.random() < 0.5;
    if (type === 'number') return this.number(rest);
    return type === 'string' ? this.text(name, rest.pattern) : { key: this.text('key', undefined) };
  }

  private object({ properties = {}, required = [] }: Schema, depth: number): object {
    const entries = Object.entries(properties).flatMap(([name, schema]) => {
      // Most texts have content, few have marks and other attributes.
      const likely = { content: 0.95, marks: 0.2, attrs: 0.6, localId: 0.8 }[name] ?? 0.3;
      const isThere = required.includes(name) || this.random() < likely;
      return isThere ? [[name, this.value(schema, name, depth + (name === 'content' ? 1 : 0))] as const] : [];
    });
    return Object.fromEntries(entries);
  }

  private list({ items = {}, minItems = 0, maxItems = 4 }: Schema, depth: number): unknown[] {
    const most = depth > deepest ? minItems : Math.max(minItems, Math.min(maxItems, 1 + this.upTo(3)));
    // Marks of any type are marks that no editor makes.
    const length = Object.keys(items).length === 0 ? minItems : Math.max(minItems, Math.min(most, maxItems));
    return Array.from({ length }, (_, at) => {
      const schema = Array.isArray(items) ? (items[at] ?? items.at(-1)) : items;
      return this.value((schema ?? {}) as Schema, '', depth);
    });
  }

  private number({ minimum = 0, maximum = 100 }: Schema): number {
    return minimum + this.upTo(maximum - minimum);
  }

  private text(name: string, pattern: string | undefined): string {
    const number = ++this.words;
    if (pattern) return this.one(['#ff0000', '#00875a', '#abcdef']);
    if (name === 'url' || name === 'href') return `https://example.com/${number}`;
    if (name === 'timestamp') return String(1_700_000_000_000 + number * 86_400_000);
    if (name !== 'text') return `${name || 'value'}-${number}`;
    const word = this.one(['open', 'Höhe', 'данные', '数据', 'it’s', 'a_b', 'x', '*star', '[x]', '- dash', '3. three']);
    return `${this.one(['', '', ' '])}${word} word${number}${this.one(['', '.', ' ', ' (b)'])}`;
  }
}
