import { frontUri } from '../../shell/commands/frontUri.ts';
import { draftScheme } from './draftScheme.ts';
import { placeOfDraft } from './draftUri.ts';
import { issueScheme, textScheme } from './issueUri.ts';

/** Issue of the editor in front, as the target of a command: of its page, or of a text that is written for it. */
export function frontIssue(): { readonly connection: { readonly id: string }; readonly key: string } | undefined {
  const uri = frontUri();
  if (uri?.scheme === draftScheme) {
    const place = placeOfDraft(uri);
    return place && { connection: { id: place.connectionId }, key: place.key };
  }
  if (uri?.scheme !== issueScheme && uri?.scheme !== textScheme) return undefined;
  const query = new URLSearchParams(uri.query);
  const key = uri.scheme === issueScheme ? uri.path.slice(1) : query.get('issue');
  const id = query.get('connection');
  return id && key ? { connection: { id }, key } : undefined;
}
