/** Issue that a branch is named after. */
export interface BranchSubject {
  readonly key: string;
  readonly type: string;
  readonly summary: string;
}

const longestSummary = 50;

/**
 * Makes the name of a branch from a template with `{key}`, `{type}` and `{summary}`, the last two in lower case with
 * dashes.
 */
export function branchNameOf(template: string, { key, type, summary }: BranchSubject): string {
  const parts: Readonly<Record<string, string>> = { key, type: slugOf(type), summary: slugOf(summary, longestSummary) };
  const name = template.replace(/\{(\w+)\}/g, (all, part: string) => parts[part] ?? all);
  // A part without usable letters leaves its dash or slash behind.
  return name.replace(/\/{2,}/g, '/').replace(/^[-/.]+|[-/.]+$/g, '');
}

/**
 * Letters of every script stay; Latin ones lose their accents, and other characters than letters and digits separate
 * words.
 */
function slugOf(text: string, longest = Number.POSITIVE_INFINITY): string {
  const words = text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length + 1 > longest && slug !== '') break;
    slug += slug === '' ? word.slice(0, longest) : `-${word}`;
  }
  return slug;
}

/** Whether Git accepts the name of a branch. https://git-scm.com/docs/git-check-ref-format */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name.startsWith('-') || name.endsWith('.')) return false;
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\//.test(name)) return false;
  return name.split('/').every(part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
