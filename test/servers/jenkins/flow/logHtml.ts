// The log of a run as HTML, with the node of each line: recordings 735 to 749.

import { consoleNote, type LogFile } from '../builds/logFile.ts';
import { decoded, withoutNotes } from '../builds/logStreams.ts';
import { escapeXml } from '../http/xmlText.ts';
import type { FlowGraph, FlowNode } from './flowGraph.ts';

/** A part of the log, piece by piece; text at its beginning stands without the span that began before it. */
export function* flowHtml(file: LogFile, flow: FlowGraph, start: number, end: number): Generator<Buffer> {
  const text = (from: number, to: number) => htmlOf(Buffer.concat([...decoded(file.read(from, to))]).toString('utf8'));
  let at = start;
  let html = '';
  let printing: FlowNode | undefined;
  const close = () => {
    if (printing) html += '</span>';
    printing = undefined;
  };
  for (const { from, to, node, isNew } of flow.spans) {
    if (to <= at) continue;
    if (from >= end) break;
    const isBegun = from < at;
    if (from > at) {
      close();
      html += text(at, from);
      at = from;
    }
    const shown = text(at, Math.min(to, end));
    at = Math.min(to, end);
    if (isBegun) html += shown;
    else if (isNew) {
      close();
      html += `<span class="pipeline-new-node" ${attributes(node)}>${shown}</span>`;
    } else {
      if (printing !== node) {
        close();
        html += `<span class="pipeline-node-${node.id}">`;
        printing = node;
      }
      html += shown;
    }
  }
  close();
  yield Buffer.from(html + text(at, end));
}

/** Notes that become a link around the text behind them; that of a build is below the project before it. */
const links: readonly {
  readonly note: string;
  readonly around: RegExp;
  readonly page: (name: string, before: string) => string;
}[] = [
  { note: consoleNote('user'), around: /^[^\n]*/, page: name => `/user/${name}` },
  {
    note: consoleNote('node'),
    around: /^\S+(?= in )/,
    page: name => `/computer/${name === 'Jenkins' ? '(built-in)' : name}/`,
  },
  { note: consoleNote('project'), around: /^[^"\n]*/, page: name => `/job/${name.split('/').join('/job/')}/` },
  { note: consoleNote('build'), around: /^\d+/, page: (name, before) => `${before}${name}` },
];

/** Escaped, without notes, of which some become links. */
export function htmlOf(raw: string): string {
  let html = '';
  let rest = raw;
  let page = '';
  for (;;) {
    const found = links.map(link => ({ ...link, at: rest.indexOf(link.note) })).filter(({ at }) => at >= 0);
    const [next] = found.sort((a, b) => a.at - b.at);
    if (!next) return html + withoutLinks(rest);
    html += withoutLinks(rest.slice(0, next.at));
    rest = rest.slice(next.at + next.note.length);
    const [name = ''] = next.around.exec(rest) ?? [];
    page = next.page(name, page);
    html += `<a href='${escapeXml(page)}' class='jenkins-table__link model-link model-link--float'>${escapeXml(name)}</a>`;
    rest = rest.slice(name.length);
  }
}

function withoutLinks(raw: string): string {
  return escapeXml(Buffer.concat([...withoutNotes([Buffer.from(raw)])]).toString('utf8'));
}

function attributes({ id, kind, enclosing, startOf, label }: FlowNode): string {
  const around = enclosing[0]?.id ?? (id === '2' ? undefined : '2');
  const first = kind === 'end' ? '2' : startOf?.id;
  const startId = first ?? (kind === 'step' ? undefined : id);
  return Object.entries({ nodeId: id, startId, enclosingId: first ? undefined : around, label })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}="${escapeXml(value)}"`))
    .join(' ');
}
