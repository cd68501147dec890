import type { RegexPiece } from '../rules/regexPiece.ts';

/** `{key}`: parameter in the style of documentation. */
export const templateBrace = /\{[A-Za-z][\w-]*\}/g;
/** `{,3}`. */
export const braceWithoutMin = /^\{,(\d+)\}/;

function beginsAt(regex: RegexPiece, pattern: RegExp): boolean {
  const rest = regex.text.slice(regex.error?.start);
  return rest.search(pattern) === 0;
}

/** Whether an error of the pattern has a more specific diagnostic of its own. */
export function explainedElsewhere(regex: RegexPiece): boolean {
  switch (regex.error?.reason) {
    case 'repetition':
      return beginsAt(regex, templateBrace) || beginsAt(regex, braceWithoutMin);
    case 'escape':
    case 'groupNameStart':
    case 'groupNameEnd':
      return true;
    default:
      return false;
  }
}
