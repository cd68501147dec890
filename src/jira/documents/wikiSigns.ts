import type { AdfNode } from './adf.ts';

/** Signs that a backslash before them makes plain. */
export const escapable = /^[-#*_+?^~|%{}[\]()!@]$/;

/** Character reference: `&#46;` or `&#x2E;`. */
export const entity = /&#(?:(\d{1,6})|[xX]([0-9a-fA-F]{1,5}));/y;

/** Character that a reference stands for. */
export function characterOf([, decimal, hex]: RegExpExecArray | readonly (string | undefined)[]): string {
  return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
}

/** Text of a part in which nothing else has a meaning. */
export function unescapeWiki(text: string): string {
  return text.replace(
    /(?<!\\)\\([-#*_+?^~|%{}[\]()!@])|&#(?:(\d{1,6})|[xX]([0-9a-fA-F]{1,5}));/g,
    (_, sign: string | undefined, decimal: string | undefined, hex: string | undefined) =>
      sign ?? characterOf([undefined, decimal, hex]),
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
