import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { downloadArtifact } from '../../../src/jenkins/index.ts';
import { downloadAttachment, JiraFlavor } from '../../../src/jira/index.ts';
import { page } from '../answers.ts';
import { type Act, answering, type Stage, scene } from '../scene.ts';

const content = Buffer.alloc(1000, 'n');
const stamp = 'Wed, 01 Jan 2020 04:00:00 GMT';
/** Headers that a real Jenkins sends with an artifact. */
const ofJenkins = {
  'last-modified': stamp,
  expires: stamp,
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
};

const whole = (res: ServerResponse, headers: Record<string, string> = {}, body = content) =>
  res.writeHead(200, { ...ofJenkins, 'content-length': body.length, ...headers }).end(body);
const fromOf = (req: IncomingMessage) => Number(/\d+/.exec(req.headers.range ?? '')?.[0] ?? 0);

/** Sends 400 bytes of another version first, then breaks; later requests are answered so. */
const brokenThen = (headers: Record<string, string>, answer: Parameters<typeof answering>[0]) =>
  answering((req, res, nth) => {
    if (nth > 0) return answer(req, res, nth);
    res.writeHead(200, { 'content-length': content.length, ...headers });
    return res.write(Buffer.alloc(400, 'o'), () => setTimeout(() => res.destroy(), 50));
  });

function stateOf(folder: string, name: string): string {
  if (!readdirSync(folder).includes(name)) return '(no file)';
  return readFileSync(join(folder, name)).equals(content) ? '(the whole file)' : '(another file)';
}

/** Saves an artifact. @param prepare makes files in the folder before */
const save =
  (name = 'report.zip', prepare: (folder: string) => void = () => undefined) =>
  async ({ jenkins, folder, externalTransport, show }: Stage) => {
    prepare(folder);
    const download = downloadArtifact(jenkins(), { job: 'a', number: 1, path: name }, join(folder, name), {
      externalTransport,
    });
    try {
      await download;
    } catch (error) {
      show(stateOf(folder, name));
      throw error;
    }
    return stateOf(folder, name);
  };

const attach = async ({ jira, folder, externalTransport, show }: Stage) => {
  const file = { id: '7', fileName: 'a.bin', size: content.length };
  try {
    await downloadAttachment(jira(JiraFlavor.dataCenter), file, join(folder, 'a.bin'), externalTransport);
  } catch (error) {
    show(stateOf(folder, 'a.bin'));
    throw error;
  }
  return stateOf(folder, 'a.bin');
};

/** Answers of storages and of proxies for an artifact that is absent. */
const answersForAbsent: Readonly<Record<string, (req: IncomingMessage, res: ServerResponse) => unknown>> = {
  'a 403 of a storage that lists nothing': (req, res) =>
    req.url?.startsWith('/bucket/')
      ? res.writeHead(403, { 'content-type': 'application/xml' }).end('<Error/>')
      : res.writeHead(302, { location: `/bucket${req.url}?X-Amz-Signature=1` }).end(),
  'a 403 of a proxy': (_, res) => page(res, 403),
  'a 410': (_, res) => page(res, 410),
  'a redirect to a storage that cannot be used': (req, res) =>
    res.writeHead(302, { location: `ftp://storage.example${req.url}` }).end(),
};

const intercepted = { error: 'InterceptedError', words: /^\(no file\) Unexpected response/ };
const isWhole = { words: /\(the whole file\)/ };

export const downloads: Act = {
  line: 'a download is the whole file of a single version, under a name of our own, over no link and no login page',
  scenes: [
    scene('a login page with status 200 in place of an archive', {
      serve: answering((_, res) => page(res)),
      play: save(),
      ...intercepted,
    }),
    scene('a login page with status 200 in place of a page', {
      isQuick: true,
      serve: answering((_, res) => page(res)),
      play: save('index.html'),
      ...intercepted,
      most: { requests: 2 },
    }),
    scene('a login page that is a file of the portal in place of a page', {
      serve: answering((_, res) => page(res, 200, { 'last-modified': stamp, etag: '"5f"', 'accept-ranges': 'bytes' })),
      play: save('index.html'),
      ...intercepted,
      most: { requests: 2 },
    }),
    scene('a redirect to a login page, which is no page by its type', {
      serve: answering((req, res) =>
        req.url?.includes('/artifact/')
          ? res.writeHead(302, { location: '/login' }).end()
          : whole(res, { 'content-type': 'text/plain' }),
      ),
      play: save('index.html'),
      error: 'RequestError',
      words: /^\(no file\) /,
      most: { requests: 3 },
    }),
    scene('a real page with a form', {
      isQuick: true,
      serve: answering((_, res) => whole(res, { 'content-type': 'text/html' })),
      play: save('index.html'),
      ...isWhole,
    }),
    scene('a real page through a proxy that drops the headers of files', {
      serve: answering((req, res) =>
        req.url?.endsWith('/index.html')
          ? res.writeHead(200, { 'content-type': 'text/html' }).end(content)
          : page(res, 404),
      ),
      play: save('index.html'),
      ...isWhole,
      most: { requests: 2 },
    }),
    ...Object.entries(answersForAbsent).map(([name, answer], at) =>
      scene(`a real page, and ${name} for one that is absent`, {
        ...(at === 0 && { isQuick: true }),
        serve: answering((req, res) =>
          /\/index\.html$/.test(req.url ?? '')
            ? res.writeHead(200, { 'content-type': 'text/html', etag: '"5f"' }).end(content)
            : answer(req, res),
        ),
        play: save('index.html'),
        ...isWhole,
        most: { requests: 3 },
      }),
    ),
    scene('a portal’s page behind a redirect in place of a page', {
      isQuick: true,
      serve: answering((req, res) =>
        req.url?.includes('/artifact/') ? res.writeHead(302, { location: '/start' }).end() : page(res),
      ),
      play: save('index.html'),
      ...intercepted,
      most: { requests: 4 },
    }),
    scene('a rest of another version: another ETag', {
      serve: brokenThen({ etag: '"old"' }, (req, res) =>
        fromOf(req) > 0
          ? res.writeHead(206, { etag: '"new"', 'content-range': 'bytes 400-999/1000' }).end(content.subarray(400))
          : whole(res),
      ),
      play: save(),
      ...isWhole,
      most: { requests: 3 },
    }),
    scene('a rest behind a weak ETag', {
      serve: brokenThen({ etag: 'W/"1"' }, (_, res) => whole(res)),
      play: save(),
      ...isWhole,
      most: { requests: 2 },
    }),
    scene('more bytes than were told', {
      serve: answering((_, res) => res.writeHead(206, { 'content-range': 'bytes 0-899/900' }).end(content)),
      play: save(),
      error: 'UnexpectedAnswerError',
      words: /^\(no file\) /,
    }),
    scene('fewer bytes than were told, again and again', {
      serve: answering((req, res) => {
        const from = fromOf(req);
        const range = { 'content-range': `bytes ${from}-999/1000` };
        res.writeHead(206, { etag: '"new"', ...range }).end(content.subarray(from, 400));
      }),
      play: save(),
      error: 'UnreachableError',
      words: /^\(no file\) /,
      most: { requests: 20, seconds: 20 },
    }),
    scene('a symlink in place of the target, and a .part of the person', {
      serve: answering((_, res) => whole(res)),
      play: async stage => {
        const victim = join(stage.folder, 'victim');
        const said = await save('report.zip', folder => {
          writeFileSync(victim, 'mine');
          writeFileSync(join(folder, 'report.zip.part'), 'mine');
          symlinkSync(victim, join(folder, 'report.zip'));
        })(stage);
        const isMine = [victim, join(stage.folder, 'report.zip.part')].every(
          each => readFileSync(each, 'utf8') === 'mine',
        );
        const isPlain = lstatSync(join(stage.folder, 'report.zip')).isFile();
        return `${said} ${isMine && isPlain ? '(others untouched)' : '(others changed)'}`;
      },
      words: /\(the whole file\) \(others untouched\)/,
    }),
    scene('a part file that another program changes meanwhile', {
      serve: answering((_, res) => whole(res, { etag: '"1"' })),
      play: async ({ jenkins, folder, externalTransport, show }) => {
        const onProgress = () => {
          for (const name of readdirSync(folder).filter(each => each.endsWith('-part'))) {
            rmSync(join(folder, name));
            writeFileSync(join(folder, name), 'of another program');
          }
        };
        const artifact = { job: 'a', number: 1, path: 'report.zip' };
        const download = downloadArtifact(jenkins(), artifact, join(folder, 'report.zip'), {
          externalTransport,
          onProgress,
        });
        await download.finally(() => show(stateOf(folder, 'report.zip')));
        return '(saved)';
      },
      error: 'PartFileChangedError',
      words: /^\(no file\) .*changed/i,
    }),
    scene('an attachment of Data Center in foreign storage', {
      serve: answering((_, res) => res.writeHead(302, { location: 'http://127.0.0.1:9/file/7' }).end()),
      play: attach,
      error: 'RedirectedError',
      words: /^\(no file\) The server redirects to another address/,
    }),
    scene('an attachment: login.jsp with status 200', {
      serve: answering((req, res) =>
        req.url?.startsWith('/secure') ? res.writeHead(302, { location: '/login.jsp' }).end() : page(res),
      ),
      play: attach,
      ...intercepted,
      most: { requests: 2 },
    }),
    scene('an attachment of another size than the issue tells', {
      serve: answering((_, res) =>
        res.writeHead(200, { 'content-disposition': 'attachment', 'content-length': 900 }).end(content.subarray(100)),
      ),
      play: attach,
      error: 'UnexpectedAnswerError',
      words: /^\(no file\) /,
    }),
  ],
};
