import { Bean, type Exported } from './exported.ts';
import type { Pruner } from './tree.ts';

/** The XML flavor of the remote API. Nulls and empty lists leave no trace; lists lose their plural. */
export function xmlText(root: Bean, pruner: Pruner): string {
  const simple = (root.type ?? 'object').replace(/^.*[.$]/, '');
  return element(simple.charAt(0).toLowerCase() + simple.slice(1), root, pruner);
}

function element(name: string, value: Exported, pruner: Pruner): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(inner => element(singular(name), inner, pruner)).join('');
  if (!(value instanceof Bean)) {
    return `<${name}>${escapeXml(typeof value === 'object' ? '' : String(value))}</${name}>`;
  }
  const type = value.type === undefined ? '' : ` _class='${value.type}'`;
  const inner = value.fields
    .map(([field, visibility, read, inline]) => {
      const entered = pruner.enter(field, visibility, inline === 'inline');
      return entered ? element(field, read(), entered.pruner) : '';
    })
    .join('');
  return `<${name}${type}>${inner}</${name}>`;
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
