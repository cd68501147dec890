import { renderedText, shownText } from './bodies.ts';
import { userJsonByName } from './entityJson.ts';
import type { Exchange } from './exchange.ts';
import { apiUrl, isRecord, jiraDate, maySeeComment } from './exchange.ts';
import type { DemoComment, DemoIssue } from './model.ts';

function isInternal(comment: DemoComment): boolean {
  const property = comment.properties.find(({ key }) => key === 'sd.public.comment');
  return isRecord(property?.value) && property.value['internal'] === true;
}

export function commentJson(exchange: Exchange, comment: DemoComment, expand: string[] = []): Record<string, unknown> {
  const { visibility } = comment;
  const identifier = exchange.flavor === 'cloud' && visibility ? { identifier: visibility.value } : {};
  return {
    self: apiUrl(exchange, `issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: userJsonByName(exchange, comment.author),
    body: shownText(exchange, comment.body),
    ...(expand.includes('renderedBody') ? { renderedBody: renderedText(exchange, comment.body) } : {}),
    updateAuthor: userJsonByName(exchange, comment.updateAuthor),
    created: jiraDate(comment.created),
    updated: jiraDate(comment.updated),
    ...(visibility ? { visibility: { ...visibility, ...identifier } } : {}),
    ...(exchange.flavor === 'cloud' ? { jsdPublic: !isInternal(comment) } : {}),
    ...(expand.includes('properties') ? { properties: comment.properties } : {}),
  };
}

/** The comments of an issue that this user may read, oldest first. */
export function visibleComments(exchange: Exchange, issue: DemoIssue): DemoComment[] {
  return exchange.state
    .commentsOf(issue.id)
    .filter(comment => maySeeComment(exchange.user, comment))
    .sort((a, b) => a.created - b.created || Number(a.id) - Number(b.id));
}
