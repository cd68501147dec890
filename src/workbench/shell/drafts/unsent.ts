import type * as vscode from 'vscode';
import type { JsonObject } from '../../../base/json.ts';

/** Mark of a text that was not sent yet. */
export interface Unsent {
  /** Id of the connection. */
  readonly connection: string;
  readonly name: string;
  /** Line that it is marked at: an issue's key, a job's full name, a query's name. */
  readonly place: string;
  /** Title for a person, such as "Comment on PAY-431". */
  readonly title: string;
  /** URI of its editor. */
  readonly uri: string;
  /** Time since when it is unsent, in milliseconds since 1970. */
  readonly since: number;
}

/** Acts of a person on a text under edit. */
interface TextActions {
  apply(uri: vscode.Uri, text?: string): Promise<void>;
  discard(uri: vscode.Uri): Promise<void>;
  detailsOf(uri: vscode.Uri): Promise<JsonObject>;
  keepDetails(uri: vscode.Uri, details: JsonObject, isChosen: boolean, text?: string): Promise<void>;
}

/** Texts of a scheme, loaded with the first of them. */
export type TextsOf = () => Promise<TextActions & vscode.FileSystemProvider>;
