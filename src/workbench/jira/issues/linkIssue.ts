import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { IssueDetails } from '../../../jira/issues/issueDetails.ts';
import {
  type IssueLinkType,
  linkIssues,
  listLinkTypes,
  removeWebLink,
  unlinkIssues,
} from '../../../jira/issues/issueLinks.ts';
import { setRemoteLink } from '../../../jira/issues/remoteLinks.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { WriteWords } from '../../connections/words/failure.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { askModal, notifyInformation } from '../../shell/messages/notifications.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';
import { pickIssue } from './pickIssue.ts';

const { t } = vscode.l10n;

/** Relation of an issue to another; `isInward` where the other is the one that "blocks". */
interface Relation {
  readonly type: string;
  readonly words: string;
  readonly isInward: boolean;
}

interface LinkDeps {
  readonly sessions: Sessions;
}

/** Asks for a relation and an issue, or for a page elsewhere, and links them. @returns whether it was done */
export async function linkIssue(deps: LinkDeps, issue: IssueRef): Promise<boolean> {
  const { connection, key } = issue;
  const answer = await askPick<Relation | 'page'>({
    title: t('Link {0}', key),
    placeholder: t('Select how it is related'),
    items: readRelations(deps, issue),
  });
  if (answer.kind !== 'answered') return false;
  if (answer.value === 'page') return linkPage(deps, issue);
  const relation = answer.value;
  const other = await pickIssue([connection], deps.sessions, t('{0} {1} …', key, relation.words));
  if (!other) return false;
  const ends = { from: relation.isInward ? other.key : key, to: relation.isInward ? key : other.key };
  const link = { type: relation.type, ...ends };
  const words = wordsOf(issue, other.key);
  await doWrite(words, control => linkIssues(deps.sessions.jira(connection), link, control));
  return true;
}

/** @param other key of an issue, or name of a page */
function wordsOf({ connection, key }: IssueRef, other: string): WriteWords {
  return {
    connection,
    doing: t('Linking {0}…', key),
    done: t('{0} was linked to {1}.', key, other),
    failed: t('Could not link {0} to {1}.', key, other),
    doubtful: t('{0} may or may not have been linked to {1}.', key, other),
    page: pathOfIssue(key),
  };
}

/** Links a clone to its source where Jira has a type of links for that; the clone is there in any case. */
export async function linkClone(
  { sessions, background }: LinkDeps & { readonly background: Background },
  issue: IssueRef,
  source: string,
): Promise<void> {
  const session = sessions.jira(issue.connection);
  const types = await background.optional('The types of links could not be listed', () => listLinkTypes(session));
  const type = types?.find(({ name, outward }) => outward.toLowerCase() === 'clones' || name === 'Cloners');
  if (!type) return notifyInformation(t('{0} is not linked to {1}: Jira has no links for clones.', issue.key, source));
  const link = { type: type.id, from: issue.key, to: source };
  await doWrite(wordsOf(issue, source), control => linkIssues(session, link, control)).catch(error =>
    background.report(error),
  );
}

async function readRelations({ sessions }: LinkDeps, { connection }: IssueRef): Promise<PickItem<Relation | 'page'>[]> {
  const page = {
    label: t('Web page…'),
    description: t('an address outside of Jira'),
    iconPath: new vscode.ThemeIcon('link-external'),
    value: 'page' as const,
  };
  try {
    const types = await listLinkTypes(sessions.jira(connection));
    const relations = types.flatMap(relationsOf).map(value => ({ label: value.words, value }));
    return [...relations, page];
  } catch (error) {
    throw new Failure(t('Could not list the types of links.'), error, connection);
  }
}

function relationsOf({ id, outward, inward }: IssueLinkType): Relation[] {
  const there = { type: id, words: outward, isInward: false };
  return outward === inward ? [there] : [there, { type: id, words: inward, isInward: true }];
}

async function linkPage({ sessions }: LinkDeps, { connection, key }: IssueRef): Promise<boolean> {
  const title = t('Link {0} to a Web Page', key);
  const address = await askText<string>({
    title,
    prompt: t('Address of the page'),
    placeholder: 'https://',
    check: text =>
      isAddress(text) ? { value: text.trim() } : { problem: t('Enter an address such as https://example.com/page.') },
  });
  if (address.kind !== 'answered') return false;
  const url = address.value;
  const name = await askText<string>({
    title,
    prompt: t('Name of the page'),
    value: url,
    check: text => (text.trim() === '' ? { problem: t('Enter a name.') } : { value: text.trim() }),
  });
  if (name.kind !== 'answered') return false;
  // A page is linked once: its address is its identity.
  const globalId = url.length <= maxId ? url : createHash('sha256').update(url).digest('hex');
  const link = { globalId, url, title: name.value, summary: '', application: '' };
  await doWrite(wordsOf({ connection, key }, name.value), control =>
    setRemoteLink(sessions.jira(connection), key, link, control),
  );
  return true;
}

/** Longest identity of a page that Jira takes, in characters. */
const maxId = 255;

function isAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text.trim())?.protocol ?? '');
}

export const LinkKind = { issue: 'issue', page: 'page' } as const;

/** Link that is to be removed, with its words for the question. */
interface RemovedLink {
  readonly kind: keyof typeof LinkKind;
  readonly id: string;
  readonly words: string;
}

/** Removes a link of an issue, after a question. @returns whether it was done */
export async function removeLink(deps: LinkDeps, { connection, key }: IssueRef, link: RemovedLink): Promise<boolean> {
  const remove = t('Remove');
  const question = t('Remove the link "{0}" of {1}?', link.words, key);
  if ((await askModal(question, {}, remove)) !== remove) return false;
  const words = {
    connection,
    doing: t('Removing a link of {0}…', key),
    done: t('The link "{0}" of {1} was removed.', link.words, key),
    failed: t('Could not remove the link "{0}" of {1}.', link.words, key),
    doubtful: t('The link "{0}" of {1} may or may not have been removed.', link.words, key),
    page: pathOfIssue(key),
  };
  const session = deps.sessions.jira(connection);
  await doWrite(words, control =>
    link.kind === 'issue' ? unlinkIssues(session, link.id, control) : removeWebLink(session, key, link.id, control),
  );
  return true;
}

/**
 * Link of an issue that a button names; undefined for another.
 * @param name kind and id, such as `page:10`
 */
export function linkNamed(name: string, { links, webLinks }: IssueDetails): RemovedLink | undefined {
  const all: RemovedLink[] = [
    ...links.map(({ id, words, issue }) => ({ kind: LinkKind.issue, id, words: `${words} ${issue.key}` })),
    ...(webLinks ?? []).map(({ id, title }) => ({ kind: LinkKind.page, id, words: title })),
  ];
  return all.find(({ kind, id }) => name === `${kind}:${id}`);
}
