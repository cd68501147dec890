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
        vscode.commands.registerCommand(`jenkinsJira.${name}`, async (target, more) => {
          try {
            return await handler(target, more);
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
