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
  try {
    return adfToHtml(typeof body === 'string' ? wikiToAdf(body) : parseAdf(body), options);
  } catch {
    // Its page holds other texts, which can be read.
    return `<pre class="unreadable">${escapeHtml(typeof body === 'string' ? body : flatText(body))}</pre>`;
  }
}
