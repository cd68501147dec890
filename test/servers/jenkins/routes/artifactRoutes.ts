import { answer, type Headers } from '../http/answers.ts';
import { type Exchange, header, type PathSegment } from '../http/exchange.ts';
import { answerPage, notFound } from '../http/pages.ts';
import { buildName, fullDisplayName } from '../state/items.ts';
import type { Artifact, Build } from '../state/model.ts';

const types: Record<string, string> = {
  txt: 'text/plain;charset=utf-8',
  log: 'text/plain;charset=utf-8',
  html: 'text/html;charset=utf-8',
  xml: 'application/xml;charset=utf-8',
  json: 'application/json;charset=utf-8',
  zip: 'application/zip',
  png: 'image/png',
};

/** Files under `…/12/artifact/`. */
export function artifactRoutes(x: Exchange, build: Build, rest: PathSegment[]): void {
  const path = rest.map(segment => segment.name).join('/');
  const title = `Artifacts of ${fullDisplayName(build.job)} ${buildName(build)} : /${path} - Jenkins`;
  serveFile(x, build.artifacts, path, { title, at: build.startedAt + build.duration });
}

export interface FolderPage {
  title: string;
  /** When the files were last changed. */
  at: number;
}

export function serveFile(x: Exchange, files: Artifact[], path: string, page: FolderPage): void {
  const found = files.find(file => file.relativePath === path);
  const isFolder = path === '' || files.some(file => file.relativePath.startsWith(`${path}/`));
  if (found) sendFile(x, found, page.at);
  else if (isFolder) answerPage(x, { status: 200, title: page.title, text: path, size: 100_000 });
  else notFound(x);
}

function sendFile(x: Exchange, file: Artifact, at: number): void {
  const modified = new Date(Math.floor(at / 1000) * 1000).toUTCString();
  if (header(x, 'if-modified-since') === modified) {
    answer(x, 304);
    return;
  }
  const extension = /\.(\w+)$/.exec(file.relativePath)?.[1]?.toLowerCase() ?? '';
  const headers: Headers = {
    'Last-Modified': modified,
    'Accept-Ranges': 'bytes',
    'Content-Type': types[extension] ?? 'application/octet-stream',
  };
  const range = readRange(header(x, 'range'), file.content.length);
  if (range === 'unsatisfiable') {
    answer(x, 416, { 'Content-Range': `bytes */${file.content.length}` });
  } else if (range) {
    const [from, to] = range;
    const span = { 'Content-Range': `bytes ${from}-${to}/${file.content.length}` };
    answer(x, 206, { ...headers, ...span }, file.content.subarray(from, to + 1));
  } else {
    answer(x, 200, headers, file.content);
  }
}

function readRange(text: string | undefined, size: number): [number, number] | undefined | 'unsatisfiable' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(text ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return [Math.max(0, size - Number(last)), size - 1];
  const from = Number(first);
  if (from >= size) return 'unsatisfiable';
  return [from, last === '' ? size - 1 : Math.min(Number(last), size - 1)];
}
