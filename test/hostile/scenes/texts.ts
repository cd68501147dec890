import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Claims } from '../../../src/base/claims.ts';
import { liesIn } from '../../../src/base/liesIn.ts';
import { Redactor } from '../../../src/base/redactor.ts';
import { xmlProblem } from '../../../src/jenkins/jobs/xmlProblem.ts';
import { adfToHtml, htmlOfBody, wikiToAdf } from '../../../src/jira/documents/index.ts';
import { ErrorReader } from '../../../src/logs/errors/errorReader.ts';
import { candidatePaths, LogStore, linksIn, NoRoomError } from '../../../src/logs/index.ts';
import { readSections } from '../../../src/logs/sections.ts';
import { type Act, scene } from '../scene.ts';

const kilobyte = 1024;
const megabyte = 1024 * 1024;
const words = (html: string) => (html.includes('words') ? '(its words are shown)' : '(its words are lost)');
const shown = { words: /\(its words are shown\)/ };

function nested(depth: number): object {
  let node: object = { type: 'paragraph', content: [{ type: 'text', text: 'words' }] };
  for (let level = 0; level < depth; level++) node = { type: 'panel', content: [node] };
  return { version: 1, type: 'doc', content: [node] };
}

const secret = `p@ss "w'ö rd"/\\<1>&$x%y+z!(~*)`;

/** Configurations that Jenkins refuses without a reason, and the line where a person is told so. */
const wrongXml: Readonly<Record<string, readonly [xml: string, line: number]>> = {
  'blanks before its declaration': ["\n  <?xml version='1.1'?>\n<project/>", 2],
  'another root element': ["<?xml version='1.1'?>\n<!-- a -->\n<flow-definition/>", 3],
  'an element that is not closed': ["<?xml version='1.1'?>\n<project>\n  <builders>\n</project>", 4],
  'a root whose tag breaks off': ["<?xml version='1.1'?>\n<project", 2],
  'an ampersand alone': ["<?xml version='1.1'?>\n<project>\n<command>a && b</command>\n<x/>\n</project>", 3],
  'an ampersand alone, lines before a semicolon': ['<project>\n<a>a & b</a>\n<b>a; b</b>\n</project>', 2],
  'nothing in it': ['', 1],
  'two roots': ["<?xml version='1.1'?>\n<project/>\n<project/>", 3],
};

const passphrases: Readonly<Record<string, string>> = {
  'of words': 'correct horse battery staple',
  'with quotes': `it's "my" $HOME & 100% \\ mine`,
  'with letters of everywhere': 'süß 日本 😀 pass phrase',
};

/** Forms that shells, SQL, scripts of Windows, and pages of errors give a text. */
function echoesOf(text: string): string[] {
  return [
    `'${text.replaceAll("'", "'\\''")}'`,
    `'${text.replaceAll("'", `'"'"'`)}'`,
    text.replace(/[^\w\n]/gu, '\\$&'),
    text.replaceAll("'", "''"),
    text.replaceAll('"', '""'),
    text.replaceAll('%', '%%'),
    text.replaceAll('$', '$$$$'),
    JSON.stringify(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
    encodeURIComponent(encodeURIComponent(text)),
  ];
}

export const texts: Act = {
  line: 'readers of texts are linear and bounded in depth; a bad text is shown as text; the store keeps its limit',
  scenes: [
    scene('900 asterisks before a word of wiki markup', {
      isQuick: true,
      play: async () => words(htmlOfBody(`${'*'.repeat(900)} words`)),
      ...shown,
    }),
    scene('256 KiB of unclosed emphasis', {
      isQuick: true,
      play: async () => words(adfToHtml(wikiToAdf(`${'*a _b '.repeat((256 * kilobyte) / 6)}words`))),
      ...shown,
    }),
    // The page of an issue is a text of its size, many times over in tags.
    scene('1 MiB of brackets in a table', {
      play: async () => words(adfToHtml(wikiToAdf(`|${'['.repeat(megabyte)}words|`))),
      ...shown,
      most: { mebibytes: 256, seconds: 10 },
    }),
    scene('1 MiB of macros that do not close', {
      play: async () => words(adfToHtml(wikiToAdf(`${'{color:red}'.repeat(megabyte / 11)}words`))),
      ...shown,
      most: { mebibytes: 256, seconds: 10 },
    }),
    scene('a document nested 20,000 deep', {
      isQuick: true,
      play: async () => words(htmlOfBody(nested(20_000))),
      ...shown,
    }),
    scene('a line of a log of 4 MiB of dotted names', {
      isQuick: true,
      play: async () => {
        const line = `${'a.'.repeat(2 * megabyte)}\nERROR: words`;
        const reader = new ErrorReader();
        return words(line.split('\n').filter(each => reader.take(each)).length === 1 ? 'words' : '');
      },
      ...shown,
    }),
    scene('an outline of 20,000 blocks in blocks', {
      play: async () => {
        const headings = Array.from({ length: 20_000 }, (_, line) => ({ line, text: `[Pipeline] { (stage ${line})` }));
        return `(${readSections(headings, 20_000).length} sections)`;
      },
      words: /\(20000 sections\)/,
    }),
    scene('a secret in seven forms, in 4 MiB of its beginnings', {
      play: async () => {
        const redactor = new Redactor();
        redactor.keepOut(secret, 'me');
        const forms = [
          ...[secret, encodeURIComponent(secret), JSON.stringify(secret), secret.replaceAll("'", "''")],
          ...[new URLSearchParams({ secret }).toString(), Buffer.from(`me:${secret}`).toString('base64')],
          secret
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;')
            .replaceAll('"', '&quot;')
            .replaceAll("'", '&#39;'),
        ];
        const text = redactor.redact(`${'p@ss "w'.repeat((4 * megabyte) / 7)}\n${forms.join('\n')}`);
        const rest = text.slice(text.indexOf('\n'));
        return /p@ss|p%40ss/.test(rest) ? '(it is seen)' : '(it is not seen)';
      },
      words: /\(it is not seen\)/,
    }),
    scene('a secret behind 4 MiB of lines with signs of every encoding', {
      isQuick: true,
      play: async () => {
        const redactor = new Redactor();
        redactor.keepOut(secret, 'me');
        const line = `/a/b%20c.c:12: it's "odd" && \\n x+1 &amp; "" \\u0041\n`;
        const text = redactor.redact(line.repeat((4 * megabyte) / line.length) + encodeURIComponent(secret));
        return text.endsWith('\n•••') ? '(it is not seen)' : '(it is seen)';
      },
      words: /\(it is not seen\)/,
      most: { seconds: 10 },
    }),
    scene('links of a log out of the workspace', {
      play: async () => {
        const paths = [
          '\\\\host\\share\\x.c',
          '/ws/../x.c',
          'C:\\x.c',
          'file:///etc/x.c',
          'command:x.c',
          '/ws/a/../../x.c',
        ];
        const open = paths.flatMap(path => candidatePaths(path, [], ['/ws']));
        return `(${open.length} files of ${paths.length}, ${linksIn('command:x file:///x').filter(({ kind }) => kind === 'url').length} addresses)`;
      },
      words: /\(0 files of 6, 0 addresses\)/,
    }),
    scene('a configuration with a control character', {
      play: async () => {
        const problem = xmlProblem("<?xml version='1.0'?>\n<a>\u0001</a>");
        return problem ? `(line ${problem.line}: ${problem.message})` : '(it is sent)';
      },
      words: /\(line 2: /,
    }),
    ...Object.entries(wrongXml).map(([name, [xml, line]]) =>
      scene(`a configuration with ${name}`, {
        play: async () => {
          const { rootComplaint, xmlComplaint } = await import(
            '../../../src/workbench/jenkins/configurations/xmlDiagnostics.ts'
          );
          const before = "<?xml version='1.1'?>\n<project/>";
          return xmlComplaint(xml) ?? rootComplaint(before, xml) ?? '(it is sent)';
        },
        words: new RegExp(`^Line ${line} `),
      }),
    ),
    ...Object.entries(passphrases).map(([name, passphrase]) =>
      scene(`a passphrase ${name}, doubled and quoted`, {
        play: async () => {
          const redactor = new Redactor();
          redactor.keepOut(passphrase);
          const texts = echoesOf(passphrase).map(echo => `before ${echo} after`);
          const seen = texts.filter(text => !/^before ['"]?•••['"]? after$/.test(redactor.redact(text)));
          return seen.length === 0 ? `(none of ${texts.length} is seen)` : `(seen: ${seen.join()})`;
        },
        words: /\(none of \d+ is seen\)/,
      }),
    ),
    scene('a link of a log through a symlink out of the workspace', {
      play: async ({ folder }) => {
        const workspace = join(folder, 'workspace');
        await mkdir(workspace);
        await mkdir(join(folder, 'outside'));
        await writeFile(join(folder, 'outside', 'x.c'), '');
        await writeFile(join(workspace, 'own.c'), '');
        await symlink(join(folder, 'outside'), join(workspace, 'src'));
        const [out, own] = ['src/x.c', 'own.c'].map(path => liesIn(workspace, join(workspace, path)));
        return `(${(await out) ? 'opened' : 'not opened'}, its own ${(await own) ? 'opened' : 'not opened'})`;
      },
      words: /\(not opened, its own opened\)/,
    }),
    scene('five builds that are followed at a limit of 64 MiB of logs', {
      play: async ({ folder }) => {
        const claims = new Claims(join(folder, 'claims'));
        await mkdir(join(folder, 'logs'));
        const store = new LogStore(join(folder, 'logs'), { limitBytes: () => 64 * megabyte, claims });
        // A piece for each step would be garbage of the scene, not of the store.
        const piece = Buffer.alloc(megabyte, 'b');
        let most = 0;
        let stopped = 0;
        const sizes = [0, 0, 0, 0, 0];
        const follow = async (number: number) => {
          const key = { connection: 'one', server: 'https://ci.example.com', job: 'a', number };
          const live = await store.begin(key, 1000);
          try {
            for (let count = 0; count < 64; count++) {
              await store.makeRoom(live, megabyte);
              await live.spool.append(piece);
              sizes[number] = (sizes[number] ?? 0) + 1;
              most = Math.max(
                most,
                sizes.reduce((sum, size) => sum + size, 0),
              );
            }
          } catch (error) {
            if (!(error instanceof NoRoomError)) throw error;
            stopped++;
          } finally {
            await live.spool.flush();
            await store.discard(live);
            sizes[number] = 0;
          }
        };
        await Promise.all(sizes.map((_, number) => follow(number)));
        claims.dispose();
        return `(at most ${most <= 77 ? 'the limit' : `${most} MiB`}, ${stopped} were told that there is no room)`;
      },
      words: /\(at most the limit, [1-5] were told/,
      most: { seconds: 20 },
    }),
  ],
};
