import * as vscode from 'vscode';
import { readIsAdministrator } from '../../../jira/issues/permissions.ts';
import { fieldNamed } from '../../../reporting/fieldOfResult.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { EditDeps } from '../../jira/issues/editFields.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { isSameIssue, type ReportDetails, type SiteIssue } from './reportDetails.ts';
import { writesOf } from './reportWrites.ts';

const { t } = vscode.l10n;

export interface WritesDeps {
  readonly store: ConnectionStore;
  readonly background: Background;
  /** Questions for fields of issues. */
  readonly edits: () => Promise<EditDeps>;
}

type Change = () => Partial<ReportDetails> | Promise<Partial<ReportDetails> | undefined>;

/**
 * Shows what a report writes beside its comment: a part is left out, or another is added.
 * @returns the changed values; undefined where nothing was changed
 */
export async function chooseWrites(
  deps: WritesDeps,
  name: string,
  details: ReportDetails,
): Promise<Partial<ReportDetails> | undefined> {
  const parts = writesOf(details).map(
    ({ words, without }): PickItem<Change> => ({
      label: t('Leave out: {0}', words),
      iconPath: new vscode.ThemeIcon('trash'),
      value: without,
    }),
  );
  const answer = await askPick<Change>({
    title: t('Report {0}', name),
    placeholder: t('Select what else to write on the issues, or what to leave out'),
    items: additionsOf(deps, details).then(added => [...added, ...parts]),
  });
  return answer.kind === 'answered' ? answer.value() : undefined;
}

async function additionsOf(deps: WritesDeps, details: ReportDetails): Promise<PickItem<Change>[]> {
  const add = (label: string, detail: string, value: Change) => ({
    ...{ label, detail, value },
    iconPath: new vscode.ThemeIcon('add'),
  });
  const link = add(t('Link to the Build'), t('Among the links of each issue; another report changes it'), () => ({
    link: true,
  }));
  const ofIssues = details.issues.flatMap(issue => [
    add(t('Field of {0}…', issue.key), t('A new value for a field that you may change'), () =>
      addField(deps, details, issue),
    ),
    add(t('Status of {0}…', issue.key), t('A transition that it allows now'), () => addStep(deps, details, issue)),
  ]);
  const quiet = add(
    t('No Mails About Fields'),
    t('You administer the project, so that Jira need not tell its watchers'),
    () => ({
      quiet: true,
    }),
  );
  const isOffered = !details.quiet && (await mayBeQuiet(deps, details));
  return [...(details.link ? [] : [link]), ...(isOffered ? [quiet] : []), ...ofIssues];
}

/** Whether the account administers the projects of all issues whose fields are changed. */
async function mayBeQuiet({ store, edits, background }: WritesDeps, { fields }: ReportDetails): Promise<boolean> {
  if (fields.length === 0) return false;
  const { sessions } = await edits();
  const answers = fields.map(({ site, key }) => {
    const connection = store.findJira(site);
    const ask = () => connection && readIsAdministrator(sessions.jira(connection), key);
    return background.optional('The permission to send no mails could not be read', ask);
  });
  return (await Promise.all(answers)).every(answer => answer === true);
}

/** Asks for a field of an issue and its new value, which takes the place of another for the same field. */
async function addField(
  { store, edits }: WritesDeps,
  { fields, wanted }: ReportDetails,
  issue: SiteIssue,
): Promise<Partial<ReportDetails> | undefined> {
  const ref = refOf(store, issue);
  if (!ref) return undefined;
  const { chooseFieldValue } = await import('../../jira/issues/editFields.ts');
  const chosen = await chooseFieldValue(await edits(), ref);
  if (!chosen) return undefined;
  const { id, name } = chosen.field;
  const others = fields.filter(field => field.id !== id || !isSameIssue(field, issue));
  const left = wanted.filter(field => !isSameIssue(field, issue) || !fieldNamed([chosen.field], field.name));
  return { fields: [...others, { ...issue, id, name, asked: chosen.asked }], wanted: left };
}

/** Asks for a transition of an issue and all that it demands; it takes the place of another. */
async function addStep(
  { store, edits }: WritesDeps,
  { steps }: ReportDetails,
  issue: SiteIssue,
): Promise<Partial<ReportDetails> | undefined> {
  const ref = refOf(store, issue);
  if (!ref) return undefined;
  const { askStep, chooseTransition } = await import('../../jira/issues/changeStatus.ts');
  const asking = await edits();
  const transition = await chooseTransition(asking, ref);
  const answers = transition && (await askStep(asking, ref, transition));
  if (!answers) return undefined;
  const { id, name, to } = transition;
  return { steps: [...steps.filter(each => !isSameIssue(each, issue)), { ...issue, id, to: to || name, answers }] };
}

function refOf(store: ConnectionStore, { site, key }: SiteIssue): IssueRef | undefined {
  const connection = store.findJira(site);
  if (connection) return { connection, key };
  notifyInformation(t('The connection of {0} was removed. The report is kept.', key));
  return undefined;
}
