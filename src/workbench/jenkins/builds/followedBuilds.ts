import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import { asNumber, asObjects, asString } from '../../../base/json.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { keyOf } from '../jobs/jobRef.ts';
import type { BuildTracker } from './buildTracker.ts';

/** Time after which an end is no news any more, in milliseconds. */
const newsMs = 24 * 3_600_000;

/** Keeps which builds are followed, in the state of the workspace, over a reload. */
export async function keepFollowed(memento: vscode.Memento, key: string, tracker: BuildTracker): Promise<void> {
  const kept = asObjects(memento.get(key));
  const list = tracker.all().map(({ ref, at }) => {
    const build = { ...keyOf(ref), ...at };
    return kept.find(({ since: _, ...each }) => isDeepStrictEqual(each, build)) ?? { ...build, since: Date.now() };
  });
  if (!isDeepStrictEqual(list, kept)) await memento.update(key, list.length > 0 ? list : undefined);
}

/** Follows on the builds that were followed when the window was reloaded. */
export function resumeFollowed(
  memento: vscode.Memento,
  key: string,
  { tracker, store }: { readonly tracker: BuildTracker; readonly store: Pick<ConnectionStore, 'findJenkins'> },
): void {
  for (const json of asObjects(memento.get(key))) {
    const connection = store.findJenkins(asString(json['connection']) ?? '');
    const job = asString(json['job']);
    const [queueId, number] = [asNumber(json['queueId']), asNumber(json['number'])];
    if (!connection || !job || Date.now() - (asNumber(json['since']) ?? 0) > newsMs) continue;
    if (number !== undefined) tracker.followBuild({ connection, job }, number);
    else if (queueId !== undefined) tracker.follow({ connection, job }, queueId);
  }
}
