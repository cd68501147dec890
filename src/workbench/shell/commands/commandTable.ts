import * as vscode from 'vscode';
import { asObject, asObjects, asString } from '../../../base/json.ts';
import { showBriefly } from '../messages/notifications.ts';
import type { Background } from './background.ts';
import { nodeOf, nodesOf } from './line.ts';

/** Handler of a command. Its arguments come from menus, links and other extensions: check them. */
export type Handler = (target: unknown, more: unknown) => unknown;

/** Handlers by command, without the common prefix. */
export type Commands = Readonly<Record<string, Handler>>;

/** Registers commands; an error that a handler throws becomes a message. */
export class CommandTable {
  private readonly background: Background;
  private readonly ofLines: ReadonlySet<string>;

  /** @param ofLines commands in the menus of tree nodes; see {@link commandsOfLines} */
  constructor(background: Background, ofLines: ReadonlySet<string>) {
    this.background = background;
    this.ofLines = ofLines;
  }

  register(commands: Commands): vscode.Disposable {
    return vscode.Disposable.from(
      ...Object.entries(commands).map(([name, handler]) => this.registerOne(name, handler)),
    );
  }

  /** Registers commands of a part that is loaded at the first call. */
  registerLater<N extends string>(
    names: readonly N[],
    load: () => Promise<{ readonly handlers: Readonly<Record<N, Handler>> }>,
  ): vscode.Disposable {
    const each = names.map(name =>
      this.registerOne(name, async (target, more) => (await load()).handlers[name](target, more)),
    );
    return vscode.Disposable.from(...each);
  }

  private registerOne(name: string, handler: Handler): vscode.Disposable {
    const command = `jenkinsJira.${name}`;
    return vscode.commands.registerCommand(command, async (...given: unknown[]) => {
      try {
        if (this.ofLines.has(command) && isLostLine(given)) return notifyLostLine();
        return await handler(nodeOf(given[0]), nodesOf(given[1]));
      } catch (error) {
        this.background.report(error);
        return undefined;
      }
    });
  }
}

/** Commands that a manifest puts into the menus of tree nodes, with the common prefix. */
export function commandsOfLines(manifest: unknown): ReadonlySet<string> {
  const menus = asObject(asObject(asObject(manifest)['contributes'])['menus']);
  return new Set(asObjects(menus['view/item/context']).flatMap(({ command }) => asString(command) ?? []));
}

/**
 * Whether the command of a node was called on a node that VS Code did not know at that moment, since it was reloading
 * the tree: it then passes undefined, also for all that are selected, whereas the palette passes no argument at all. (The buttons of a view's title
 * pass undefined, too, while no node has the focus.)
 */
function isLostLine(given: readonly unknown[]): boolean {
  return given.length > 1 && given.flat().every(each => each === undefined);
}

function notifyLostLine(): void {
  showBriefly(vscode.l10n.t('The view is being refreshed. Try again.'), 5000);
}
