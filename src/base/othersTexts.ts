// Texts of servers, repositories and files on their way into the editor's places, each of which reads something into a
// text that its author, not this product, would decide: links that run commands, icons, markup. The texts stay
// readable as they are; only what would be read into them is broken up, by a character that nobody sees. In Markdown it
// is `MarkdownString.appendText` and `appendCodeblock` that do this.

/** Joins words without a break, has no width, and stands in no syntax. */
const unseen = '\u2060';

/** Controls, and the marks that turn the direction of all the text after them. */
const strange = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** For notifications, dialogs and progress, where `[words](command:…)` is a link that runs. Line ends stay. */
export function inMessage(text: string): string {
  return readable(text).replaceAll('](', `]${unseen}(`);
}

/** For picks, the status bar and code lenses, where `$(name)` is an icon. One line. */
export function inLabel(text: string): string {
  return oneLine(text).replaceAll('$(', `$${unseen}(`);
}

/** For what stands below an input box, where both are read. */
export function inPrompt(text: string): string {
  return inLabel(inMessage(text));
}

/** For a line of a tree, which is shown as it is. One line. */
export function inTree(text: string): string {
  return oneLine(text);
}

function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(strange, ' ');
}

function oneLine(text: string): string {
  return readable(text).replaceAll('\n', ' ');
}
