// Texts of servers, repositories and files on their way into the editor, whose places read syntax into them that the
// text's author would decide: links that run commands, icons, markup. The texts stay readable; an invisible character
// breaks up the syntax. For Markdown, use `MarkdownString.appendText` and `appendCodeblock`.

/** Word joiner: prevents a line break, has no width, and occurs in no syntax. */
const unseen = '\u2060';

/** Control characters, and marks that change the direction of all the text after them. */
const strange = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** For notifications, dialogs and progress, where `[words](command:…)` is a link that runs. Keeps line ends. */
export function inMessage(text: string): string {
  return readable(text).replaceAll('](', `]${unseen}(`);
}

/** For picks, the status bar and code lenses, where `$(name)` is an icon. The result is a single line. */
export function inLabel(text: string): string {
  return oneLine(text).replaceAll('$(', `$${unseen}(`);
}

/** For the prompt below an input box, where links and icons are both read. */
export function inPrompt(text: string): string {
  return inLabel(inMessage(text));
}

/** For labels of trees, and titles and placeholders of boxes, which read no syntax. The result is a single line. */
export function inTree(text: string): string {
  return oneLine(text);
}

function readable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(strange, ' ');
}

function oneLine(text: string): string {
  return readable(text).replaceAll('\n', ' ');
}
