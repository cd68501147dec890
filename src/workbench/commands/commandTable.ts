import * as vscode from 'vscode';
import type { ProblemReporter } from '../messages/problemReporter.ts';

/** A command's work. What it is called with comes from menus, links and other extensions: nothing is certain of it. */
export type Handler = (target: unknown, more: unknown) => unknown;

/** Handlers by command, without the common prefix. */
export type Commands = Readonly<Record<string, Handler>>;

/** Registers commands; whatever a handler throws becomes a message. */
export class CommandTable {
  private readonly problems: ProblemReporter;

  constructor(problems: ProblemReporter) {
    this.problems = problems;
  }

  register(commands: Commands): vscode.Disposable {
    return vscode.Disposable.from(
      ...Object.entries(commands).map(([name, handler]) =>
        vscode.commands.registerCommand(`jenkinsJira.${name}`, async (...given: unknown[]) => {
          try {
            if (isLostLine(given)) return tellLostLine();
            return await handler(given[0], given[1]);
          } catch (error) {
            // Not awaited: a message may stand for hours, the command is over.
            void this.problems.report(error);
            return undefined;
          }
        }),
      ),
    );
  }
}

/**
 * Whether the command was called on a line of a tree that VS Code did not know at that moment, since it was fetching
 * the lines anew: it then hands over nothing, where the palette hands over no argument at all.
 */
function isLostLine(given: readonly unknown[]): boolean {
  return given.length > 1 && given.every(each => each === undefined);
}

function tellLostLine(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('The view was just being refreshed. Try again.'), 5000);
}
