import type * as vscode from 'vscode';
import { asBoolean, asNumber, asObject, isObject } from '../../../base/json.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { ViewState } from './page/protocol.ts';

const key = 'logViews';
const maxKept = 50;

/** A log opens at its end. */
const usual: ViewState = { line: 0, follow: true, stamps: true, outline: false, wrap: false };

/** Last view states of logs, in this workspace. */
export class ViewStates {
  private readonly memento: vscode.Memento;
  private readonly background: Background;

  constructor(memento: vscode.Memento, background: Background) {
    this.background = background;
    this.memento = memento;
  }

  get(uri: vscode.Uri): ViewState {
    const { [uri.toString()]: value, ...others } = this.all();
    // A log without a state of its own opens like the last one.
    return isObject(value) ? parse(value) : { ...parse(Object.values(others).at(-1)), line: 0, follow: true };
  }

  set(uri: vscode.Uri, state: ViewState): void {
    const { [uri.toString()]: _, ...others } = this.all();
    const kept = Object.entries(others).slice(1 - maxKept);
    const all = Object.fromEntries([...kept, [uri.toString(), state]]);
    this.background.quietly('The place in a log could not be kept', () => this.memento.update(key, all));
  }

  private all(): Readonly<Record<string, unknown>> {
    return asObject(this.memento.get(key));
  }
}

function parse(value: unknown): ViewState {
  const json = asObject(value);
  return {
    line: asNumber(json['line']) ?? usual.line,
    follow: asBoolean(json['follow']) ?? usual.follow,
    stamps: asBoolean(json['stamps']) ?? usual.stamps,
    outline: asBoolean(json['outline']) ?? usual.outline,
    wrap: asBoolean(json['wrap']) ?? usual.wrap,
  };
}
