import { byName, issueTypes, linkTypes, priorities, resolutions, statuses } from '../catalog.ts';
import { sprintFieldId, sprints } from '../customFields.ts';
import type { JiraState } from '../jiraState.ts';
import type { DemoIssue } from '../model.ts';
import type { IssueSeed } from './seedIssues.ts';
import { filterSeeds, issueSeeds, linkSeeds } from './seedIssues.ts';
import { commentSeeds, descriptionSeeds } from './seedTexts.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Issues of the sprint that is under way. */
const inSprint = new Set(['PAY-436', 'PAY-437', 'OPS-127']);

function seedIssue(state: JiraState, seed: IssueSeed, now: number): DemoIssue {
  const done = seed.status === 'Done';
  const description = descriptionSeeds[seed.key];
  const updated = now - seed.updated * hour;
  return {
    id: state.nextId(),
    key: seed.key,
    projectKey: seed.key.split('-')[0] ?? '',
    typeId: byName(issueTypes, seed.type).id,
    statusId: byName(statuses, seed.status).id,
    priorityId: byName(priorities, seed.priority).id,
    resolutionId: done ? byName(resolutions, 'Done').id : null,
    summary: seed.summary,
    description: description === undefined ? null : state.text(description),
    assignee: seed.assignee,
    reporter: seed.reporter,
    labels: [...seed.labels],
    parentKey: seed.parent ?? null,
    watchers: [...new Set([seed.reporter, ...(seed.assignee === null ? [] : [seed.assignee])])],
    created: Math.min(now - seed.created * day, updated),
    updated,
    resolved: done ? updated : null,
    dueDate: seed.due === undefined ? null : new Date(now + seed.due * day).toISOString().slice(0, 10),
    ...(inSprint.has(seed.key) && { custom: { [sprintFieldId]: sprints.slice(0, 1) } }),
  };
}

function seedComments(state: JiraState, now: number): void {
  for (const seed of commentSeeds) {
    const issue = state.issue(seed.key);
    if (!issue) {
      continue;
    }
    const created = now - seed.created * hour;
    state.comments.push({
      id: state.nextId(),
      issueId: issue.id,
      author: seed.author,
      updateAuthor: seed.updateAuthor ?? seed.author,
      body: state.text(seed.body),
      created,
      updated: seed.updated === undefined ? created : now - seed.updated * hour,
      ...(seed.role === undefined ? {} : { visibility: { type: 'role' as const, value: seed.role } }),
      properties: [],
    });
  }
}

/** Fills a new state with what screenshots and tests look at; times are relative to now. */
export function seedState(state: JiraState, now = Date.now()): void {
  state.projects.push(
    { id: '10000', key: 'PAY', name: 'Payments', description: 'Cards, payouts, receipts', lead: 'dana' },
    { id: '10001', key: 'OPS', name: 'Operations', description: 'Builds and machines', lead: 'dana' },
  );
  for (const seed of issueSeeds) {
    state.issues.push(seedIssue(state, seed, now));
  }
  for (const [type, fromKey, toKey] of linkSeeds) {
    state.links.push({ id: state.nextId(), typeId: byName(linkTypes, type).id, fromKey, toKey });
  }
  for (const seed of filterSeeds) {
    state.filters.push({ id: state.nextId(), ...seed, favoriteOf: [...seed.favoriteOf] });
  }
  seedComments(state, now);
}
