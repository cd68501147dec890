// `npm run judge` has 2,000 texts of wiki markup edited word by word, and asks Atlassian's own parser of it, and ours,
// whether all else reads the same. Its verdicts are the golden file of the unit tests: look at each text that differs.
// With JUDGE_SEED the texts are others, and the golden file stays.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { wikiToAdf } from '../../src/jira/documents/index.ts';
import { digestOf, type Edit, editsOf, mark } from './edits.ts';
import { wikiTexts } from './texts.ts';

/** What is used of `@atlaskit/editor-wikimarkup-transformer`. */
interface Transformer {
  readonly WikiMarkupTransformer: new () => { parse(wiki: string): { toJSON(): unknown } };
}

const { WikiMarkupTransformer } = createRequire(import.meta.url)(
  '@atlaskit/editor-wikimarkup-transformer',
) as Transformer;
const parser = new WikiMarkupTransformer();

/** Atlassian's parser writes headings in lists in capitals, and leaves the references that Jira shows as characters. */
const jira = (wiki: string) =>
  plain(parser.parse(wiki).toJSON())
    .toLowerCase()
    .replace(/&#(\d+);/g, (_, code: string) => JSON.stringify(String.fromCodePoint(Number(code))).slice(1, -1));
const ours = (wiki: string) => plain(wikiToAdf(wiki));
const plain = (document: unknown) => JSON.stringify(document).replace(/"localId":"[^"]*"/g, '');

/** Whether all but the word reads the same. The first letter stays, since capitals and signs before it matter. */
function isSame(read: (wiki: string) => string, wiki: string, edit: Edit): boolean {
  const rest = read === jira ? edit.word.slice(1).toLowerCase() : edit.word.slice(1);
  return read(edit.wiki).replaceAll(` ${mark}`, '').replaceAll(mark, rest) === read(wiki);
}

const count = { texts: 0, edits: 0, 'differ for Atlassian': 0, 'differ for us': 0, 'not word for word': 0 };
const golden: string[] = [];
const seed = process.env['JUDGE_SEED'];
for (const wiki of wikiTexts(2_000, seed === undefined ? undefined : Number(seed))) {
  const edits = editsOf(wiki, 6);
  const wrong = edits.filter(edit => ![jira, ours].every(read => isSame(read, wiki, edit)));
  count.texts++;
  count.edits += edits.length;
  count['differ for Atlassian'] += edits.filter(edit => !isSame(jira, wiki, edit)).length;
  count['differ for us'] += edits.filter(edit => !isSame(ours, wiki, edit)).length;
  count['not word for word'] += edits.filter(
    ({ word, by, wiki: sent }) => !sent.split(by).join(word).includes(wiki),
  ).length;
  for (const { word, wiki: sent } of wrong)
    console.log(`${JSON.stringify(word)}\n  ${JSON.stringify(wiki)}\n  ${JSON.stringify(sent)}`);
  golden.push(JSON.stringify({ edits: digestOf(editsOf(wiki, 2)), differ: wrong.length }));
}
if (seed === undefined)
  writeFileSync(join(import.meta.dirname, '../unit/jira/documents/golden/judged.jsonl'), `${golden.join('\n')}\n`);
console.table(count);
process.exitCode = count['differ for Atlassian'] + count['differ for us'] > 0 ? 1 : 0;
