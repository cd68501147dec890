// The log of a run as HTML, with the node of each line: recordings 735 to 749.

import type { LogFile } from '../builds/logFile.ts';
import { decoded, withoutNotes } from '../builds/logStreams.ts';
import { escapeXml } from '../http/xmlText.ts';
import type { FlowGraph, FlowNode } from './flowGraph.ts';

/** A part of the log, piece by piece; text at its beginning stands without the span that began before it. */
export function* flowHtml(file: LogFile, flow: FlowGraph, start: number, end: number): Generator<Buffer> {
  const text = (from: number, to: number) =>
    escapeXml(Buffer.concat([...withoutNotes(decoded(file.read(from, to)))]).toString('utf8'));
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

function attributes({ id, kind, enclosing, startOf, label }: FlowNode): string {
  const around = enclosing[0]?.id ?? (id === '2' ? undefined : '2');
  const startId = startOf?.id ?? (kind === 'step' ? undefined : id);
  return Object.entries({ nodeId: id, startId, enclosingId: startOf ? undefined : around, label })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}="${escapeXml(value)}"`))
    .join(' ');
}
