import type { Socket } from 'node:net';
import type { HttpClient, Timing, Transport } from '../../src/http/index.ts';
import type { JenkinsSecretKind, JenkinsSession, StartupTiming } from '../../src/jenkins/index.ts';
import type { JiraFlavor, JiraSession } from '../../src/jira/index.ts';
import { type Handler, startRawServer, startServer } from '../servers/wire/httpServer.ts';

/** Server of a scene, in another process than the client. */
export interface SceneServer {
  readonly origin: string;
  readonly requests: () => number;
  readonly sentBytes: () => number;
  close(): Promise<void>;
}

/** Limits of a scene, measured beside its server and in the client's process. */
export interface Bounds {
  readonly requests: number;
  readonly bytes: number;
  /** Memory above that of the idle client: held, and in all but for the garbage. */
  readonly mebibytes: number;
  /** Memory, in MiB, that may wait to be collected: Node reads a long stream so, whatever is done with it. */
  readonly garbage: number;
  readonly seconds: number;
}

export interface SceneLogin {
  readonly secret?: () => string;
  readonly kind?: JenkinsSecretKind;
  readonly startup?: Partial<StartupTiming>;
}

/** Client's side of a scene. */
export interface Stage {
  /** Address of the scene's server; empty where it has none. */
  readonly origin: string;
  /** Folder of this scene alone. */
  readonly folder: string;
  readonly externalTransport: Transport;
  http(timing?: Partial<Timing>): HttpClient;
  jenkins(login?: SceneLogin): JenkinsSession;
  jira(flavor?: JiraFlavor): JiraSession;
  /** Shows words that a person reads besides the last ones, such as a log's status. */
  show(words: string): void;
  /** Presses a button of the next message that has it. */
  press(button: string): void;
  /** Opens a folder as the workspace, with path mappings of logs. */
  openWorkspace(folder: string, mappings?: readonly { readonly remote: string; readonly local: string }[]): void;
  /** Paths of the files that the editor has shown in this scene. */
  readonly opened: readonly string[];
  /** Messages that the editor has shown in this process. */
  readonly messages: readonly string[];
  /** Words of the editor for an error. */
  wordsOf(error: unknown): string;
}

/** Play of a hostile server, proxy, log or text, with its only right end. */
export interface Scene {
  readonly name: string;
  /** Whether `npm test` plays it, too. */
  readonly isQuick: boolean;
  /** Absent for a scene without requests. */
  readonly serve?: (() => Promise<SceneServer>) | undefined;
  /**
   * Does what a person would have done.
   * @returns words that a person reads at the end
   * @throws the error that a person is told
   */
  readonly play: (stage: Stage) => Promise<string>;
  /** Name of the error's class; absent where there must be none. */
  readonly error?: string | undefined;
  readonly words: RegExp;
  readonly most: Bounds;
}

/** Scenes of a line of the issue. */
export interface Act {
  readonly line: string;
  readonly scenes: readonly Scene[];
}

interface SceneParts {
  readonly serve?: () => Promise<SceneServer>;
  readonly play: Scene['play'];
  readonly error?: string;
  readonly words: RegExp;
  readonly most?: Partial<Bounds>;
  readonly isQuick?: true;
}

const usualBounds: Bounds = { requests: 1, bytes: 16 * 1024, mebibytes: 64, garbage: 0, seconds: 3 };

export function scene(name: string, { most, isQuick, ...parts }: SceneParts): Scene {
  return { name, isQuick: isQuick ?? false, ...parts, most: { ...usualBounds, ...most } };
}

/** Serves a scene by HTTP. */
export function answering(
  handle: (...given: [...Parameters<Handler>, nth: number]) => unknown,
): () => Promise<SceneServer> {
  return async () => {
    let nth = 0;
    const server = await startServer((req, res) => void handle(req, res, nth++));
    return { ...server, requests: () => server.requests.length };
  };
}

/** Serves a scene in bytes. */
export function writing(answer: (socket: Socket, request: string) => void): () => Promise<SceneServer> {
  return () => ofRaw(startRawServer(answer));
}

/** Serves a scene by a server that speaks in bytes. */
export async function ofRaw(starting: ReturnType<typeof startRawServer>): Promise<SceneServer> {
  const server = await starting;
  return { ...server, origin: `http://127.0.0.1:${server.port}`, requests: server.asked };
}
