import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { IndexedJob } from '../../../jenkins/jobs/jobIndex.ts';
import { JobMatcher } from '../../../jenkins/jobs/jobMatcher.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import { placeOfAddress } from '../../../jenkins/jobs/placeOfAddress.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { explain } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { JobCatalog } from './jobCatalog.ts';
import { type JobKey, type JobRef, keyOf } from './jobRef.ts';
import { jobPresentation } from './jobWords.ts';
import type { RecentJobs } from './recentJobs.ts';

const { t } = vscode.l10n;

/** A longer list is slow and of no use. */
const maxShown = 200;
/** Pause between redraws, so that batches of jobs that arrive quickly are shown together. */
const redrawMs = 100;

export interface JobQuestion {
  readonly title: string;
  readonly placeholder?: string;
  /** Filter of the offered jobs. */
  readonly accepts: (job: IndexedJob, connection: JenkinsConnection) => boolean;
  /** Kinds of items to offer besides jobs, or instead of them. */
  readonly kinds?: readonly JobKind[];
  /** Further actions on a job, as buttons of its line. */
  readonly actions?: readonly { readonly button: vscode.QuickInputButton; readonly run: (job: JobRef) => unknown }[];
}

/** Job that was chosen, or build whose address was pasted. */
export interface AskedJob extends JobRef {
  readonly number?: number | undefined;
  /** Stage of the build, or a step in it. */
  readonly node?: string | undefined;
}

interface JobItem extends vscode.QuickPickItem {
  /** Absent for a line that is only a note. */
  readonly ref?: AskedJob;
}

interface Entry {
  readonly ref: JobRef;
  readonly job: IndexedJob;
}

export interface JobPickerDeps {
  readonly catalog: JobCatalog;
  readonly recent: RecentJobs;
  readonly background: Background;
}

/** Question for a job that is open. */
export class JobAsking {
  private readonly connections: readonly JenkinsConnection[];
  private readonly question: JobQuestion;
  private readonly deps: JobPickerDeps;
  private readonly pick = vscode.window.createQuickPick<JobItem>();
  private entries: Entry[] = [];
  private byKey = new Map<string, Entry>();
  private matcher = new JobMatcher();
  private redrawing: NodeJS.Timeout | undefined;

  constructor(connections: readonly JenkinsConnection[], question: JobQuestion, deps: JobPickerDeps) {
    this.connections = connections;
    this.question = question;
    this.deps = deps;
  }

  async answer(): Promise<AskedJob | undefined> {
    const { pick, question } = this;
    const { background } = this.deps;
    pick.title = inTree(question.title);
    pick.ignoreFocusOut = true;
    const listening = this.deps.catalog.onDidChange(() => this.drawSoon());
    pick.onDidChangeValue(() => this.draw());
    pick.onDidTriggerItemButton(({ item, button }) => {
      const action = question.actions?.find(each => each.button === button);
      const { ref } = item;
      if (ref) background.run(() => action?.run(ref));
    });
    this.collect();
    this.draw();
    pick.show();
    const waiting = new AbortController();
    // A failure of reading becomes a line.
    for (const connection of this.connections)
      background.run(() => this.deps.catalog.freshen(connection, waiting.signal), connection.id);
    try {
      return await new Promise<AskedJob | undefined>(resolve => {
        pick.onDidAccept(() => {
          const ref = pick.selectedItems[0]?.ref;
          if (ref) resolve(ref);
        });
        pick.onDidHide(() => resolve(undefined));
      });
    } finally {
      clearTimeout(this.redrawing);
      listening.dispose();
      pick.dispose();
      waiting.abort();
    }
  }

  private drawSoon(): void {
    this.redrawing ??= setTimeout(() => {
      this.redrawing = undefined;
      this.collect();
      this.draw();
    }, redrawMs);
  }

  /** Takes the catalog's current jobs. */
  private collect(): void {
    const several = this.connections.length > 1;
    const kinds = this.question.kinds ?? [JobKind.job];
    this.entries = this.connections.flatMap(connection =>
      this.deps.catalog
        .jobs(connection)
        .filter(job => kinds.includes(job.kind) && this.question.accepts(job, connection))
        .map(job => ({ ref: { connection, job: job.fullName }, job })),
    );
    this.byKey = new Map(this.entries.map(entry => [textOf(keyOf(entry.ref)), entry]));
    this.matcher = new JobMatcher();
    this.matcher.add(
      this.entries.map(({ ref }) =>
        several ? `${readableName(ref.job)} ${ref.connection.name}` : readableName(ref.job),
      ),
    );
  }

  private draw(): void {
    const { pick, deps } = this;
    const reading = this.connections.some(connection => deps.catalog.isReading(connection));
    pick.busy = reading;
    pick.placeholder = reading
      ? t('Loading jobs… {0} so far', this.entries.length)
      : (this.question.placeholder ?? t('Search {0} jobs by name or path', this.entries.length));
    const query = pick.value.trim();
    const found = query === '' ? this.unasked() : [...this.pasted(query), ...this.found(query)];
    pick.items = shownItems([...found, ...this.notes(found.length === 0 && !reading)]);
  }

  /** Item for the address of a page, as the browser shows it. */
  private pasted(query: string): JobItem[] {
    if (!query.includes('://')) return [];
    return this.connections.flatMap(connection => {
      const place = placeOfAddress(BaseUrl.parse(connection.url), query);
      if (!place) return [];
      const label = readableName(place.job);
      return {
        label: place.number === undefined ? label : `${label} #${place.number}`,
        description: t('at this address on {0}', connection.name),
        iconPath: new vscode.ThemeIcon('link'),
        alwaysShow: true,
        ref: { connection, ...place },
      };
    });
  }

  private found(query: string): JobItem[] {
    return this.matcher.find(query, maxShown).flatMap(({ index }) => {
      const entry = this.entries[index];
      return entry ? [this.itemOf(entry)] : [];
    });
  }

  /** Items for an empty text: the last used ones, then the first of all. */
  private unasked(): JobItem[] {
    const recent = this.deps.recent.all().flatMap(key => this.byKey.get(textOf(key)) ?? []);
    const others = this.entries.slice(0, maxShown).filter(entry => !recent.includes(entry));
    const separator = (label: string): JobItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
    return [
      ...(recent.length > 0 ? [separator(t('recently used'))] : []),
      ...recent.map(entry => this.itemOf(entry)),
      ...(recent.length > 0 && others.length > 0 ? [separator(t('all jobs'))] : []),
      ...others.map(entry => this.itemOf(entry)),
    ];
  }

  private itemOf({ ref, job }: Entry): JobItem {
    const { icon, words } = jobPresentation(job);
    return {
      label: readableName(ref.job),
      description: this.connections.length > 1 ? `${words} · ${ref.connection.name}` : words,
      iconPath: icon,
      buttons: this.question.actions?.map(({ button }) => button) ?? [],
      // Matched by us: VS Code would search in its own way, and leave most of it out.
      alwaysShow: true,
      ref,
    };
  }

  /** Notes about failures, and about an empty result. */
  private notes(nothing: boolean): JobItem[] {
    const problems = this.connections.flatMap(connection => {
      const problem = this.deps.catalog.problem(connection);
      if (problem === undefined) return [];
      const label = t('Could not load the jobs of {0}', connection.name);
      return [
        { label, description: explain(problem).why, iconPath: new vscode.ThemeIcon('warning'), alwaysShow: true },
      ];
    });
    const unread = this.connections.flatMap(connection => this.deps.catalog.unread(connection)).map(readableName);
    const missing: JobItem[] =
      unread.length === 0
        ? []
        : [
            {
              label: t('Could not be loaded: {0}', unread.join(', ')),
              iconPath: new vscode.ThemeIcon('warning'),
              alwaysShow: true,
            },
          ];
    if (problems.length > 0 || !nothing) return [...problems, ...missing];
    return [...missing, { label: t('No matching jobs'), iconPath: new vscode.ThemeIcon('info'), alwaysShow: true }];
  }
}

function textOf({ connection, job }: JobKey): string {
  return `${connection}/${job}`;
}
