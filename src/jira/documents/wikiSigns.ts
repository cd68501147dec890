import type { AdfNode } from './adf.ts';
import { charactersNamed } from './markdownParser.ts';

/** Signs that a backslash before them makes plain. */
export const escapable = /^[-#*_+?^~|%{}[\]()!@]$/;

const reference = '&(?:#(?:\\d{1,6}|[xX][0-9a-fA-F]{1,5})|[a-zA-Z][a-zA-Z0-9]{1,31});';

/** Character reference: `&#46;`, `&#x2E;` or `&period;`. */
export const entity = new RegExp(reference, 'y');

/** Characters that a reference stands for; undefined for a name that HTML does not know. */
export function charactersOf(entity: string): string | undefined {
  const [, hex, decimal] = /^&#(?:[xX](\w+)|(\d+));$/.exec(entity) ?? [];
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
  return decimal === undefined ? charactersNamed(entity) : String.fromCodePoint(Number(decimal));
}

/** Text of a part in which nothing else has a meaning. */
export function unescapeWiki(text: string): string {
  return text.replace(escapes, (written, sign?: string) => sign ?? charactersOf(written) ?? written);
}

const escapes = new RegExp(`(?<!\\\\)\\\\([-#*_+?^~|%{}[\\]()!@])|${reference}`, 'g');

/** Writes the signs before texts that would be read as references. */
export function withoutReferences(text: string): string {
  return text.replace(/&(#?)\w+;/g, (written, number: string) =>
    number !== '' || charactersOf(written) !== undefined ? `&#38;${written.slice(1)}` : written,
  );
}

const colors: Readonly<Record<string, string>> = {
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  gray: '#808080',
  grey: '#808080',
  orange: '#ffa500',
  purple: '#800080',
  black: '#000000',
  white: '#ffffff',
  yellow: '#ffff00',
};

/** Color as Atlassian's format has it; undefined for a name that it does not know. */
export function hexColor(name: string): string | undefined {
  return /^#[0-9a-fA-F]{6}$/.test(name) ? name.toLowerCase() : colors[name.toLowerCase()];
}

/** Node of `{status:title=…|colour=…}`. */
export function statusNode(name: string, parameters: string): AdfNode {
  const value = (key: string) => (new RegExp(`(?:^|\\|)${key}=([^|]*)`, 'i').exec(parameters)?.[1] ?? '').trim();
  const color = value('colou?r').toLowerCase();
  const isKnown = ['purple', 'blue', 'red', 'yellow', 'green'].includes(color);
  return { type: 'status', attrs: { text: value('title') || color || name, color: isKnown ? color : 'neutral' } };
}

/** File of the issue, named by the markup; Jira's page finds it by that name. */
export function attachmentNode(name: string, alt: string): AdfNode {
  return { type: 'mediaInline', attrs: { type: 'file', id: name, collection: '', alt } };
}
