import type { AdfNode } from './documents/adf.ts';
import { isAdfDocument } from './documents/adf.ts';
import { adfToWiki } from './documents/adfToWiki.ts';
import { textHtml } from './documents/textOf.ts';
import { wikiToAdf } from './documents/wikiToAdf.ts';
import type { Exchange } from './exchange.ts';
import type { DemoText } from './model.ts';

function speaksAdf(exchange: Exchange): boolean {
  return exchange.flavor === 'cloud' && exchange.version === '3';
}

/** A stored text as this version of the API shows it: ADF on v3, wiki markup elsewhere. */
export function shownText(exchange: Exchange, text: DemoText | null): AdfNode | string | null {
  return text === null || typeof text === 'string' || speaksAdf(exchange) ? text : adfToWiki(text);
}

/** A text out of a request's body as the state keeps it; undefined when this version does not take it. */
export function acceptedText(exchange: Exchange, value: unknown): DemoText | undefined {
  if (speaksAdf(exchange)) {
    return isAdfDocument(value) ? exchange.state.stored(value) : undefined;
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const { state } = exchange;
  return state.stored(exchange.flavor === 'cloud' ? wikiToAdf(value, name => state.mention(name)) : value);
}

export function renderedText(exchange: Exchange, text: DemoText | null): string {
  return text === null ? '' : textHtml(text, name => exchange.state.mention(name));
}
