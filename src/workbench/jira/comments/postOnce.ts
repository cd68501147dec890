import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { notifyInformation, showWarning } from '../../shell/messages/notifications.ts';

const { t } = vscode.l10n;

/** A window that posts and dies keeps others from it this long, in milliseconds. */
const ttlMs = 20_000;
/** Time in which another window may still show a draft that was posted. */
const postedMs = 12 * 3_600_000;

/** Draft as a document. */
export type DraftText = Pick<vscode.TextDocument, 'uri' | 'getText'>;

/**
 * Posts a draft that several windows may show, once: while a window posts it, others wait; afterwards they ask.
 * @returns undefined when it was not posted
 */
export async function postOnce<T>(
  claims: Claims,
  draft: DraftText,
  post: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const name = `post ${draft.uri.toString()}`;
  const claim = await claims.take(name, { ttlMs });
  if (!claim) {
    notifyInformation(t('This comment is being posted in another window.'));
    return undefined;
  }
  try {
    const posted = `posted ${draft.uri.toString()} ${draft.getText().trim()}`;
    if ((await claims.isNoted(posted)) && !(await wantsAgain())) return undefined;
    const done = await post();
    if (done !== undefined) await claims.note(posted, postedMs);
    return done;
  } finally {
    await claim.release();
  }
}

async function wantsAgain(): Promise<boolean> {
  const again = t('Post Again');
  return (await showWarning(t('This comment was already posted, in this window or another.'), again)) === again;
}
