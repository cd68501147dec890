// The log of a run as HTML, with the node of each line: recordings 735 to 749.

import { buttonsIn, consoleNote, type LogFile } from '../builds/logFile.ts';
import { decoded, withoutNotes } from '../builds/logStreams.ts';
import { escapeXml } from '../http/xmlText.ts';
import type { FlowGraph, FlowNode } from './flowGraph.ts';

/** A part of the log, piece by piece; what is printed on at its beginning stands without the span that began before. */
export function* flowHtml(file: LogFile, flow: FlowGraph, start: number, end: number): Generator<Buffer> {
  const text = (from: number, to: number) => htmlOf(Buffer.concat([...decoded(file.read(from, to))]).toString('utf8'));
  const html = new SpanWriter(printingAt(flow, start));
  let at = start;
  for (const span of flow.spans) {
    if (span.to <= at) continue;
    if (span.from >= end) break;
    if (span.from > at) html.writePlain(text(at, span.from));
    const from = Math.max(at, span.from);
    at = Math.min(span.to, end);
    if (span.from < start) html.writeBare(text(from, at));
    else if (span.isNew) html.writeNew(span.node, text(from, at));
    else html.writePrinted(span.node, text(from, at));
  }
  html.writePlain(text(at, end));
  yield Buffer.from(html.text);
}

/** Puts the spans of nodes around the text of a log. */
class SpanWriter {
  text = '';
  /** Node whose text is open, with a span or, at the beginning, without. */
  #printing: FlowNode | undefined;
  #hasSpan = false;

  constructor(printing: FlowNode | undefined) {
    this.#printing = printing;
  }

  writeBare(html: string): void {
    this.text += html;
  }

  writePlain(html: string): void {
    this.#close();
    this.text += html;
  }

  writeNew(node: FlowNode, html: string): void {
    this.writePlain(`<span class="pipeline-new-node" ${attributes(node)}>${html}</span>`);
  }

  writePrinted(node: FlowNode, html: string): void {
    if (this.#printing !== node) {
      this.writePlain(`<span class="pipeline-node-${node.id}">`);
      this.#printing = node;
      this.#hasSpan = true;
    }
    this.text += html;
  }

  #close(): void {
    if (this.#hasSpan) this.text += '</span>';
    this.#hasSpan = false;
    this.#printing = undefined;
  }
}

/** Node that prints on at a place of the log. */
function printingAt({ spans }: FlowGraph, start: number): FlowNode | undefined {
  const before = spans.findLast(({ from }) => from < start);
  return before && !before.isNew && before.to >= start ? before.node : undefined;
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

/** Escaped, without notes, of which some become links and buttons. */
export function htmlOf(raw: string): string {
  let html = '';
  let from = 0;
  for (const { start, end, url, words } of buttonsIn(raw)) {
    const target = Buffer.from(encodeURIComponent(url)).toString('base64');
    const button = `<a href='#' data-encoded-url='${target}' class='post-hyperlink-note-button'>${escapeXml(words)}</a>`;
    html += withLinks(raw.slice(from, start)) + button;
    from = end;
  }
  return html + withLinks(raw.slice(from));
}

function withLinks(raw: string): string {
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
