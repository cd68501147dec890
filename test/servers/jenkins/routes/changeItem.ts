import { pathOf } from '../beans/viewing.ts';
import { answer, answerText, redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, header, localUrl, may, parameter } from '../http/exchange.ts';
import { accessDenied, crashed, methodNotAllowed, refused } from '../http/pages.ts';
import type { Permission } from '../http/permissions.ts';
import { encodeSegment, jobsBelow, removeItem } from '../state/items.ts';
import { type Container, type Item, isJob } from '../state/model.ts';
import type { Place } from '../state/place.ts';
import { ConfigurationError, configurationOf, readConfiguration } from './configXml.ts';
import { applyConfiguration, nameProblem } from './createItem.ts';

type Action = (x: Exchange, place: Place, item: Item) => void;

/** Configuration, description, enabling, renaming and deleting of an item; false for any other word. */
export function changeItem(x: Exchange, place: Place, word: string): boolean {
  const action = actions[word];
  if (!action || place.item.kind === 'root') return false;
  action(x, place, place.item);
  return true;
}

const posting =
  (permission: Permission, action: Action): Action =>
  (x, place, item) => {
    if (x.method !== 'POST') methodNotAllowed(x);
    else if (!may(x, permission)) accessDenied(x, permission);
    else action(x, place, item);
  };

const backToItem = (x: Exchange, place: Place) => redirect(x, localUrl(x, pathOf(place.viewing, place.item)));

const setDisabled =
  (disabled: boolean): Action =>
  (x, place, item) => {
    item.disabled = disabled;
    // Either way the configuration has been saved: a copied job is free now.
    if (isJob(item)) item.heldOff = false;
    x.state.queue.maintain();
    backToItem(x, place);
  };

const config: Action = (x, _place, item) => {
  if (x.method !== 'GET' && x.method !== 'POST') {
    if (x.method === 'HEAD') containerError(x, 400, 'Bad Request');
    else answer(x, 400);
  } else if (!may(x, 'hudson.model.Item.Configure')) {
    accessDenied(x, 'hudson.model.Item.Configure');
  } else if (x.method === 'GET') {
    answer(x, 200, { 'Content-Type': 'application/xml' }, configurationOf(item));
  } else {
    saveConfiguration(x, item);
  }
};

function saveConfiguration(x: Exchange, item: Item): void {
  try {
    const configuration = readConfiguration(decodedXml(x));
    const expected = isJob(item) ? (item.kind === 'pipeline' ? 'flow-definition' : 'project') : 'Folder';
    if (!configuration.root.endsWith(expected)) throw new ConfigurationError(`not a ${expected}`);
    if (isJob(item)) applyConfiguration(item, configuration);
    else item.description = configuration.description ?? null;
    answer(x, 200);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    crashed(x);
  }
}

/** A Content-Type without a charset makes Jenkins read Latin-1; what comes out then breaks its XML 1.1 parser. */
function decodedXml(x: Exchange): string {
  const type = header(x, 'content-type');
  const charset = /charset=["']?([\w-]+)/i.exec(type ?? '')?.[1]?.toLowerCase();
  const latin = type !== undefined && charset !== 'utf-8';
  if (latin && x.body.some(byte => byte > 0x7f)) throw new ConfigurationError('bytes outside of ASCII read as Latin-1');
  return x.body.toString('utf8');
}

const description: Action = (x, _place, item) => {
  if (x.method !== 'POST') {
    answerText(x, item.description ?? '');
  } else if (!may(x, 'hudson.model.Item.Configure')) {
    accessDenied(x, 'hudson.model.Item.Configure');
  } else {
    item.description = parameter(x, 'description') ?? '';
    answer(x, 204);
  }
};

const rename: Action = (x, place, item) => {
  const parent: Container = item.parent ?? x.state.root;
  const name = (parameter(x, 'newName') ?? '').trim();
  const taken = parent.items.has(name.toLowerCase());
  const problem = taken ? `The name ‘${name}’ is already in use.` : nameProblem(parent, name);
  if (problem !== undefined) {
    refused(x, 400, problem);
    return;
  }
  removeItem(item);
  item.name = name;
  parent.items.set(name.toLowerCase(), item);
  redirect(x, localUrl(x, `${pathOf(place.viewing, parent)}job/${encodeSegment(name)}`));
};

function removal(item: Item): 'allowed' | 'branch' {
  return isJob(item) && item.branch ? 'branch' : 'allowed';
}

const removing =
  (done: (x: Exchange, place: Place, parent: Container) => void): Action =>
  (x, place, item) => {
    // Branch jobs belong to their project: nobody may delete them by hand.
    if (!may(x, 'hudson.model.Item.Delete') || removal(item) === 'branch') {
      accessDenied(x, 'hudson.model.Item.Delete');
      return;
    }
    const parent: Container = item.parent ?? x.state.root;
    for (const job of isJob(item) ? [item] : jobsBelow(item)) {
      x.state.queue.dropJob(job);
      for (const build of job.builds) x.state.runner.abort(build, x.caller.user?.fullName ?? 'anonymous');
    }
    removeItem(item);
    done(x, place, parent);
  };

const actions: Record<string, Action> = {
  'config.xml': config,
  description,
  submitDescription: posting('hudson.model.Item.Configure', (x, place, item) => {
    item.description = parameter(x, 'description') ?? '';
    backToItem(x, place);
  }),
  enable: posting('hudson.model.Item.Configure', setDisabled(false)),
  disable: posting('hudson.model.Item.Configure', setDisabled(true)),
  confirmRename: posting('hudson.model.Item.Configure', rename),
  doRename: posting('hudson.model.Item.Configure', rename),
  delete: removing(x => answer(x, 204)),
  doDelete: posting(
    'hudson.model.Item.Delete',
    removing((x, place, parent) => redirect(x, localUrl(x, pathOf(place.viewing, parent)))),
  ),
};
