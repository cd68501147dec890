import type * as vscode from 'vscode';
import type { DraftName } from '../../../base/draftFolder.ts';
import type { JsonObject } from '../../../base/json.ts';

/** Text as its server has it. */
export interface ServerText {
  readonly text: string;
  /** Version on the server, where there is a better sign of it than the text. */
  readonly version?: string | undefined;
  /** Values that belong to the text. */
  readonly details?: JsonObject | undefined;
}

/** Name of a text under edit, and its line in the trees. */
export interface TextPlace extends DraftName {
  /** Line that it is marked at: an issue's key, a job's full name, a query's name. */
  readonly place: string;
  /** Title for a person. */
  readonly title: string;
}

/** Text as it is in the editor. */
export interface EditedText {
  readonly text: string;
  readonly details: JsonObject;
  /** Text that the editing began with. */
  readonly base: string;
}

/** Kind of texts that are edited here and belong to a server. */
export interface TextKind<Ref> {
  readonly scheme: string;
  /** Whether saving by hand keeps a draft, and sending is a step of its own; else saving applies. */
  readonly savingKeeps?: boolean;
  /** Word for sending the text, where it is not "Apply". */
  readonly verb?: string;
  /** Whether the editor is closed when its text was applied. */
  readonly closes?: boolean;
  /** @throws FileNotFound for a document that is none of these, or whose connection is gone */
  refOf(uri: vscode.Uri): Ref;
  placeOf(ref: Ref): TextPlace;
  /**
   * Reads the server's text; undefined where it has none yet, such as a parameter's.
   * @throws FileSystemError with words for a person
   */
  read(ref: Ref): Promise<ServerText | undefined> | ServerText | undefined;
  /**
   * Sends the text.
   * @returns whether it was; false when it was canceled, or goes on in a form
   */
  apply(ref: Ref, edited: EditedText, uri: vscode.Uri): Promise<boolean>;
  /** Called when the draft was removed: it was sent, or discarded. */
  removed?(ref: Ref): Promise<void>;
}
