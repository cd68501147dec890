import { acceptedText } from './bodies.ts';
import { priorities, resolutions } from './catalog.ts';
import { customField } from './customFields.ts';
import { priorityJson, resolutionJson } from './entityJson.ts';
import type { Exchange } from './exchange.ts';
import { apiUrl, isRecord } from './exchange.ts';
import { epicLinkFieldId, fieldsOf } from './fields.ts';
import type { DemoIssue, DemoUser } from './model.ts';
import { may } from './permissions.ts';

/** A field's new value, or the sentence by which Jira refuses it. */
export type FieldChange = { apply: (issue: DemoIssue) => void } | { problem: string };

type FieldWriter = (exchange: Exchange, value: unknown) => FieldChange;

function named<T extends { id: string; name: string }>(list: T[], value: unknown): T | undefined {
  return isRecord(value)
    ? list.find(item => item.id === value['id'] || (value['id'] === undefined && item.name === value['name']))
    : undefined;
}

/** null = nobody; undefined = no such user in the shape this flavor takes. */
export function assigneeOf(exchange: Exchange, value: unknown): DemoUser | null | undefined {
  const id = isRecord(value) ? value[exchange.flavor === 'cloud' ? 'accountId' : 'name'] : value;
  if (id === null) {
    return null;
  }
  const user = exchange.state.users.find(
    candidate => id === (exchange.flavor === 'cloud' ? candidate.accountId : candidate.name),
  );
  return user && may(user, 'ASSIGNABLE_USER') ? user : undefined;
}

const writers: Record<string, FieldWriter> = {
  summary: (_exchange, value) => {
    if (typeof value !== 'string' || value.trim() === '') {
      return { problem: 'You must specify a summary of the issue.' };
    }
    return value.length > 255 || value.includes('\n')
      ? { problem: 'The summary is invalid: it is longer than 255 characters or has several lines.' }
      : {
          apply: issue => {
            issue.summary = value;
          },
        };
  },
  description: (exchange, value) => {
    const text = value === null ? null : acceptedText(exchange, value);
    if (text === undefined) {
      const adf = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
      return { problem: exchange.version === '3' ? adf : 'Operation value must be a string' };
    }
    return {
      apply: issue => {
        issue.description = text;
      },
    };
  },
  priority: (_exchange, value) => {
    const priority = named(priorities, value);
    return priority
      ? {
          apply: issue => {
            issue.priorityId = priority.id;
          },
        }
      : { problem: 'The priority selected is invalid.' };
  },
  labels: (_exchange, value) => {
    if (!Array.isArray(value) || !value.every(label => typeof label === 'string')) {
      return { problem: 'data was not an array' };
    }
    const blank = value.find(label => /\s/.test(label));
    return blank === undefined
      ? {
          apply: issue => {
            issue.labels = [...new Set(value)];
          },
        }
      : { problem: `The label '${blank}' contains spaces which is invalid.` };
  },
  assignee: (exchange, value) => {
    const user = value === null ? null : assigneeOf(exchange, value);
    return user === undefined
      ? { problem: 'The user cannot be assigned issues.' }
      : {
          apply: issue => {
            issue.assignee = user?.name ?? null;
          },
        };
  },
  duedate: (_exchange, value) => {
    const valid = value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
    return valid
      ? {
          apply: issue => {
            issue.dueDate = value;
          },
        }
      : { problem: "Error parsing date string: the date must have the format 'yyyy-MM-dd'." };
  },
  [epicLinkFieldId]: (exchange, value) => {
    const epic = typeof value === 'string' ? exchange.state.issue(value) : null;
    return value === null || epic
      ? {
          apply: issue => {
            issue.parentKey = epic?.key ?? null;
          },
        }
      : { problem: `An issue with key '${value}' does not exist for field 'Epic Link'.` };
  },
  resolution: (_exchange, value) => {
    const resolution = named(resolutions, value);
    return resolution
      ? {
          apply: issue => {
            issue.resolutionId = resolution.id;
          },
        }
      : { problem: 'The resolution selected is invalid.' };
  },
};

function customWriter(id: string): FieldWriter | undefined {
  const field = customField(id);
  return (
    field &&
    ((exchange, value) => {
      const accepted = field.accept(exchange, value, field);
      if ('problem' in accepted) {
        return accepted;
      }
      return {
        apply: issue => {
          issue.custom = { ...issue.custom, [id]: accepted.value };
        },
      };
    })
  );
}

/** Judges every field first; nothing is applied when one of them is refused. */
export function fieldChanges(
  exchange: Exchange,
  fields: Record<string, unknown>,
  onScreen: string[],
): { changes: ((issue: DemoIssue) => void)[]; errors: Record<string, string> } {
  const changes: ((issue: DemoIssue) => void)[] = [];
  const errors: Record<string, string> = {};
  for (const [id, value] of Object.entries(fields)) {
    const change = onScreen.includes(id) ? (writers[id] ?? customWriter(id))?.(exchange, value) : undefined;
    if (change && 'apply' in change) {
      changes.push(change.apply);
    } else {
      errors[id] = change?.problem ?? `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
    }
  }
  return { changes, errors };
}

function allowedValues(exchange: Exchange, id: string): unknown[] | undefined {
  if (id === 'priority') {
    return priorities.map(priority => priorityJson(exchange, priority));
  }
  const custom = customField(id)?.allowed;
  if (custom) {
    return custom.map(option => ({ self: apiUrl(exchange, `customFieldOption/${option.id}`), ...option }));
  }
  return id === 'resolution' ? resolutions.map(resolution => resolutionJson(exchange, resolution)) : undefined;
}

/** What editmeta and transitions.fields say of a field. */
export function fieldMetadata(exchange: Exchange, id: string, required: boolean): Record<string, unknown> {
  const field = fieldsOf(exchange.flavor).find(candidate => candidate.id === id);
  const values = allowedValues(exchange, id);
  const search = exchange.flavor === 'cloud' ? 'user/assignable/search?query=' : 'user/assignable/search?username=';
  return {
    required,
    schema: field?.schema,
    name: field?.name,
    ...(exchange.flavor === 'cloud' ? { key: id } : { fieldId: id }),
    hasDefaultValue: false,
    operations: field?.schema?.type === 'array' ? ['add', 'set', 'remove'] : ['set'],
    ...(values ? { allowedValues: values } : {}),
    ...(id === 'assignee' ? { autoCompleteUrl: apiUrl(exchange, search) } : {}),
  };
}
