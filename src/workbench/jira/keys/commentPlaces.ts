/** Languages whose texts are prose: keys may stand anywhere. */
const prose = new Set(['markdown', 'plaintext', 'git-commit', 'scminput', 'asciidoc', 'restructuredtext', 'latex']);

/** Beginning of a comment up to the end of its line, in various languages. */
const lineComment = /(?:^|\s)(?:\/\/|#|--|;|%|'|REM\s|!)/i;

/**
 * Whether a person writes prose at the end of a text: a comment of code, a commit message, Markdown. VS Code has no API
 * for this, so it uses the comment marks that languages have in common.
 * @param before text from the beginning to the cursor
 */
export function isForPeople(languageId: string, before: string): boolean {
  if (prose.has(languageId)) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (lineComment.test(line)) return true;
  return isOpen(before, '/*', '*/') || isOpen(before, '<!--', '-->') || isOpen(before, '"""', '"""');
}

/** Whether a block is begun but not ended. */
function isOpen(text: string, begin: string, end: string): boolean {
  if (begin === end) return (text.split(begin).length - 1) % 2 === 1;
  return text.lastIndexOf(begin) > text.lastIndexOf(end);
}
