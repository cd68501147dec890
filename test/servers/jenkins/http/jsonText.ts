import type { Json } from './exported.ts';

/** JSON as Stapler writes it: control characters and surrogates as lower-case \u escapes. */
export function jsonText(value: Json, pretty: boolean): string {
  return pretty ? prettyText(value, '') : flatText(value);
}

function flatText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flatText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return scalarText(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${scalarText(key)}:${flatText(inner)}`)
    .join(',')}}`;
}

// Empty lists and objects keep an empty, indented line inside: Stapler's pretty printer does that.
function prettyText(value: Json, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${deeper}${value.map(inner => prettyText(inner, deeper)).join(`,\n${deeper}`)}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return scalarText(value);
  const lines = Object.entries(value).map(([key, inner]) => `${scalarText(key)} : ${prettyText(inner, deeper)}`);
  return `{\n${deeper}${lines.join(`,\n${deeper}`)}\n${indent}}`;
}

function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  const body = value.replace(/["\\]|[\u0000-\u001f\ud800-\udfff]/g, char =>
    char === '"' || char === '\\' ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${body}"`;
}
