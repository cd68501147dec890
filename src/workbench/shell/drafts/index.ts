import * as vscode from 'vscode';
import { asObject, asString, isObject } from '../../../base/json.ts';
import type { CommandTable, Handler } from '../commands/commandTable.ts';
import { DraftDecorations } from './draftDecorations.ts';
import type { Drafts } from './drafts.ts';
import type { Unsent } from './unsent.ts';

const draftCommands = ['showUnsentDrafts', 'applyText', 'saveConfiguration', 'discardText'] as const;

/** Line of a tree, or an issue's page. */
type DraftLine = Pick<Unsent, 'connection' | 'place'>;

export interface DraftDeps {
  readonly commands: CommandTable;
  readonly drafts: Drafts;
  /** Name of a connection, for the list. */
  readonly nameOf: (connection: string) => string | undefined;
}

/** Commands of all texts under edit: the list of unsent drafts, applying, discarding. */
export function register({ commands, drafts, nameOf }: DraftDeps): vscode.Disposable {
  const registered = commands.registerLater(draftCommands, async () => {
    const { pickDraft } = await import('./pickDraft.ts');
    const act = (name: 'apply' | 'discard') => async (target: unknown) => {
      const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
      const files = uri && drafts.filesOf(uri.scheme);
      if (files) await (await files())[name](uri);
    };
    const handlers: Readonly<Record<(typeof draftCommands)[number], Handler>> = {
      showUnsentDrafts: target => pickDraft(drafts, nameOf, lineOf(target)),
      applyText: act('apply'),
      saveConfiguration: act('apply'),
      discardText: act('discard'),
    };
    return { handlers };
  });
  return vscode.Disposable.from(registered, new DraftDecorations(drafts));
}

/** Line that the command was called on; undefined for none. */
function lineOf(target: unknown): DraftLine | undefined {
  if (!isObject(target)) return undefined;
  const connection = asString(asObject(target['connection'])['id']);
  const place = asString(target['draftPlace']);
  return connection !== undefined && place !== undefined ? { connection, place } : undefined;
}
