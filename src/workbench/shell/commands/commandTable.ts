import * as vscode from 'vscode';
import { asObject, asObjects, asString } from '../../../base/json.ts';
import { showBriefly } from '../messages/notifications.ts';

/** Handler of a command. Its arguments come from menus, links and other extensions: check them. */
export type Handler = (target: unknown, more: unknown) => unknown;

/** Handlers by command, without the common prefix. */
export type Commands = Readonly<Record<string, Handler>>;

/** Where failures become messages. */
export interface Reporter {
  report(error: unknown): Promise<void>;
}

/** Registers commands; an error that a handler throws becomes a message. */
export class CommandTable {
  private readonly problems: Reporter;
  private readonly ofLines: ReadonlySet<string>;

  /** @param ofLines the commands that stand in the menus of lines of trees; see {@link commandsOfLines} */
  constructor(problems: Reporter, ofLines: ReadonlySet<string>) {
    this.problems = problems;
    this.ofLines = ofLines;
  }

  register(commands: Commands): vscode.Disposable {
    return vscode.Disposable.from(
      ...Object.entries(commands).map(([name, handler]) => this.registerOne(name, handler)),
    );
  }

  /** Registers commands whose handlers are loaded when the first of them is called. */
  registerLater<N extends string>(
    names: readonly N[],
    load: () => Promise<Readonly<Record<N, Handler>>>,
  ): vscode.Disposable {
    const each = names.map(name => this.registerOne(name, async (target, more) => (await load())[name](target, more)));
    return vscode.Disposable.from(...each);
  }

  private registerOne(name: string, handler: Handler): vscode.Disposable {
    const command = `jenkinsJira.${name}`;
    return vscode.commands.registerCommand(command, async (...given: unknown[]) => {
      try {
        if (this.ofLines.has(command) && isLostLine(given)) return notifyLostLine();
        return await handler(given[0], given[1]);
      } catch (error) {
        // Not awaited: a message may stand for hours, the command is over.
        void this.problems.report(error);
        return undefined;
      }
    });
  }
}

/** The commands that a manifest puts into the menus of lines of trees, with the common prefix. */
export function commandsOfLines(manifest: unknown): ReadonlySet<string> {
  const menus = asObject(asObject(asObject(manifest)['contributes'])['menus']);
  return new Set(asObjects(menus['view/item/context']).flatMap(({ command }) => asString(command) ?? []));
}

/**
 * Whether the command of a line was called on one that VS Code did not know at that moment, since it was fetching the
 * lines anew: it then hands over nothing, where the palette hands over no argument at all. (The buttons of a view's
 * title hand over nothing either, while no line has the focus.)
 */
function isLostLine(given: readonly unknown[]): boolean {
  return given.length > 1 && given.every(each => each === undefined);
}

function notifyLostLine(): void {
  showBriefly(vscode.l10n.t('The view was just being refreshed. Try again.'), 5000);
}
