/** Languages whose texts are prose: keys may stand anywhere. */
const prose = new Set(['markdown', 'plaintext', 'git-commit', 'scminput', 'asciidoc', 'restructuredtext', 'latex']);

/** What begins a comment up to the end of its line, in one language or another. */
const lineComment = /(?:^|\s)(?:\/\/|#|--|;|%|'|REM\s|!)/i;

/**
 * Whether a person writes words for people at the end of a text: a comment of code, a commit message, Markdown. VS Code
 * tells extensions nothing of this, so it is told from the marks that languages have in common.
 * @param before the text from the beginning to the cursor
 */
export function isForPeople(languageId: string, before: string): boolean {
  if (prose.has(languageId)) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (lineComment.test(line)) return true;
  return isOpen(before, '/*', '*/') || isOpen(before, '<!--', '-->') || isOpen(before, '"""', '"""');
}

/** Whether a block that was begun is not ended. */
function isOpen(text: string, begin: string, end: string): boolean {
  if (begin === end) return (text.split(begin).length - 1) % 2 === 1;
  return text.lastIndexOf(begin) > text.lastIndexOf(end);
}
