import { escapeHtml } from '../../base/escapeHtml.ts';
import type { JiraFlavor } from '../session/flavor.ts';
import { adfToHtml, type HtmlOptions } from './adfToHtml.ts';
import { type JiraBody, markdownToDocument, markdownToWiki } from './editable.ts';
import { flatText } from './flatText.ts';
import type { Origin } from './origin.ts';
import { parseAdf } from './parseAdf.ts';
import { wikiToAdf } from './wikiToAdf.ts';

/** Converts Markdown into the body that a Jira of the flavor takes: a document on Cloud, wiki markup on others. */
export function bodyOfMarkdown(flavor: JiraFlavor, markdown: string, origin?: Origin): JiraBody {
  return flavor === 'cloud' ? markdownToDocument(markdown, origin) : markdownToWiki(markdown, origin);
}

/** Renders a body as HTML; empty for none. A body that cannot be read is shown as plain text. */
export function htmlOfBody(body: unknown, options?: HtmlOptions): string {
  return beginningOfBody(body, Number.POSITIVE_INFINITY, options).pieces.join('');
}

/** Beginning of a body as HTML. */
export interface BodyBeginning {
  /** Each of whole blocks. */
  readonly pieces: readonly string[];
  readonly isWhole: boolean;
}

/** Size from which on a piece takes no further block, in characters of HTML. */
const pieceSize = 40_000;

/**
 * Renders the beginning of a body, which a page can draw before the rest; all else as {@link htmlOfBody}.
 * @param count of pieces, at most
 */
export function beginningOfBody(body: unknown, count: number, options?: HtmlOptions): BodyBeginning {
  try {
    const { content, ...rest } = typeof body === 'string' ? wikiToAdf(body) : parseAdf(body);
    const pieces: string[] = [];
    let next = 0;
    while (next < content.length && pieces.length < count) {
      let piece = '';
      for (; next < content.length && piece.length < pieceSize; next++)
        piece += adfToHtml({ ...rest, content: content.slice(next, next + 1) }, options);
      pieces.push(piece);
    }
    return { pieces, isWhole: next >= content.length };
  } catch {
    // Its page holds other texts, which can be read.
    const text = escapeHtml(typeof body === 'string' ? body : flatText(body));
    return { pieces: [`<pre class="unreadable">${text}</pre>`], isWhole: true };
  }
}
