import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import { asNumber, asObjects, asString } from '../../../base/json.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { JobKey } from '../jobs/jobRef.ts';

/** Identity of a build: the queue item that it comes from, and later its number. */
export type Whereabouts = { readonly queueId: number } | { readonly number: number };

/** Build that was followed before the window was reloaded. */
export interface FollowedBuild {
  readonly key: JobKey;
  readonly at: Whereabouts;
}

const stateKey = 'followedBuilds';
/** Time after which an end is no news any more, in milliseconds. */
const newsMs = 24 * 3_600_000;

/** Builds that are followed, kept in the state of the workspace over a reload. */
export class FollowedBuilds {
  private readonly memento: vscode.Memento;
  private readonly background: Background;
  private readonly kept = new Map<object, FollowedBuild & { readonly since: number }>();

  constructor(memento: vscode.Memento, background: Background) {
    this.memento = memento;
    this.background = background;
  }

  /** Builds of the window before, and forgets them: those that are followed on are kept anew. */
  takeOver(): FollowedBuild[] {
    return asObjects(this.memento.get(stateKey)).flatMap(json => {
      const [connection, job] = [asString(json['connection']), asString(json['job'])];
      const [queueId, number] = [asNumber(json['queueId']), asNumber(json['number'])];
      const isNews = Date.now() - (asNumber(json['since']) ?? 0) < newsMs;
      const at = number !== undefined ? { number } : queueId !== undefined ? { queueId } : undefined;
      return connection && job && at && isNews ? [{ key: { connection, job }, at }] : [];
    });
  }

  /** @param follower stands for the build while it is followed */
  keep(follower: object, build: FollowedBuild): void {
    const known = this.kept.get(follower);
    if (known && isDeepStrictEqual(known.at, build.at)) return;
    const since = known?.since ?? Date.now();
    this.kept.set(follower, { ...build, since });
    this.write();
  }

  drop(follower: object): void {
    if (this.kept.delete(follower)) this.write();
  }

  private write(): void {
    const list = [...this.kept.values()].map(({ key, at, since }) => ({ ...key, ...at, since }));
    this.background.quietly('Followed builds could not be kept', () =>
      this.memento.update(stateKey, list.length > 0 ? list : undefined),
    );
  }
}
