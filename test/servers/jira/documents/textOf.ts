import type { DemoText, JiraFlavor } from '../model.ts';
import type { FindMention } from './adf.ts';
import { adfText } from './adf.ts';
import { adfToHtml } from './adfToHtml.ts';
import { wikiToAdf } from './wikiToAdf.ts';

/** Wiki markup as the flavor stores it. */
export function textFromWiki(wiki: string, flavor: JiraFlavor, findMention: FindMention): DemoText {
  return flavor === 'cloud' ? wikiToAdf(wiki, findMention) : wiki;
}

/** The words alone, for JQL. */
export function plainText(text: DemoText | null): string {
  if (text === null) {
    return '';
  }
  return typeof text === 'string' ? text : adfText(text);
}

export function textHtml(text: DemoText, findMention: FindMention): string {
  return adfToHtml(typeof text === 'string' ? wikiToAdf(text, findMention) : text);
}
