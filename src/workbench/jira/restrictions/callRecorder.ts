import type { WireLog } from '../../../http/index.ts';

/** Call that was really made. */
export interface RecordedCall {
  readonly method: string;
  /** Without its query. */
  readonly url: string;
}

const maxCalls = 5000;

/** Records calls, for rules that allow exactly these. */
export class CallRecorder {
  private recorded: Map<string, RecordedCall> | undefined;

  /** Call at each exchange. */
  readonly onExchange: WireLog = ({ request }) => {
    if (!this.recorded || this.recorded.size >= maxCalls) return;
    const call = { method: request.method, url: request.origin + request.path };
    this.recorded.set(`${call.method} ${call.url}`, call);
  };

  get isRecording(): boolean {
    return this.recorded !== undefined;
  }

  start(): void {
    this.recorded = new Map();
  }

  /** Ends the recording. */
  stop(): RecordedCall[] {
    const calls = [...(this.recorded?.values() ?? [])];
    this.recorded = undefined;
    return calls;
  }
}
