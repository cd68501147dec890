// Texts of 1 MB from Jira's formats to Markdown and back, with a bit of everything, and of a single kind. A document
// and its Markdown come from the same text, so that all works are as long. The aim is 300 ms each
// way for a bit of everything.
import { markdownToDocument, markdownToWiki, toEditable } from '../../src/jira/documents/index.ts';
import { type Bench, type Figure, inTurns, worked } from './bench.ts';

const rounds = 5;

/** Texts by what they are, each of parts that are repeated with their number. */
const texts: Readonly<Record<string, (number: number) => string>> = {
  'a bit of everything': number => `## Chapter ${number}

Some *text* with **bold** words, \`code\`, a [link](https://example.com/${number}) and ~~what is over~~.

1. first
2. second
   - nested
   - as well

| name | value |
| --- | --- |
| one | ${number} |

> What was said.

\`\`\`java
int answer() { return ${number}; }
\`\`\`

`,
  paragraphs: number =>
    `Words of paragraph ${number}, which says in plain text, and at length, how to see what went wrong.\n\n`,
  'items of a list': number => `- point ${number} says *something* about the list, and is as long as such points are\n`,
  'rows of a table': number =>
    `${number === 0 ? '| what | how | when | where |\n| --- | --- | --- | --- |\n' : ''}| some words of a cell | **bold** words | ${number} | https://example.com/${number} |\n`,
  'lines of code': number =>
    `${number === 0 ? '```\n' : ''}2026-01-01 12:00:00 INFO [main] line ${number} at com.example.Main(Main.java:12)\n`,
};

function longText(part: (number: number) => string): string {
  const parts: string[] = [];
  for (let size = 0; size < 1_000_000; size += parts.at(-1)?.length ?? 0) parts.push(part(parts.length));
  const text = parts.join('').trimEnd();
  return text.startsWith('```') ? `${text}\n\`\`\`` : text;
}

async function figuresOf(what: string, markdown: string): Promise<Figure[]> {
  const adf = markdownToDocument(markdown);
  const wiki = markdownToWiki(markdown);
  const [ofAdf, ofWiki] = [toEditable(adf), toEditable(wiki)];
  const changed = (text: string) => {
    const place = text.indexOf('7', text.length / 2);
    return `${text.slice(0, place)}changed${text.slice(place + 1)}`;
  };
  const works: Readonly<Record<string, () => unknown>> = {
    'a document of Cloud to Markdown': () => toEditable(adf),
    'wiki markup to Markdown': () => toEditable(wiki),
    'Markdown to a document of Cloud': () => markdownToDocument(markdown),
    'Markdown to wiki markup': () => markdownToWiki(markdown),
    'a changed word to the document that it came from': () => markdownToDocument(changed(ofAdf.markdown), ofAdf.origin),
    'a changed word to the wiki markup that it came from': () =>
      markdownToWiki(changed(ofWiki.markdown), ofWiki.origin),
  };
  const measured = await inTurns(
    rounds,
    Object.fromEntries(Object.entries(works).map(([name, work]) => [name, () => worked(work)])),
  );
  return measured.map(({ name, samples }) => ({
    work: `1 MB, ${what}: ${name}`,
    unit: 'ms of processor',
    contestants: [{ name: 'ours', samples }],
  }));
}

export const bench: Bench = {
  name: 'documents',
  async run({ notify }) {
    const figures: Figure[] = [];
    for (const [what, part] of Object.entries(texts)) {
      notify(`  ${what}`);
      figures.push(...(await figuresOf(what, longText(part))));
    }
    return figures;
  },
};
