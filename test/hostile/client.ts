// The client's side of the scenes, in a process of its own: plays what it is told, and reports what it cost.
import { Editor } from '../cases/editor/editor.ts';
import { provideVSCode } from '../cases/editor/provideVSCode.ts';
import { startServer } from '../servers/wire/httpServer.ts';
import { eachTransport } from '../unit/wire/eachTransport.ts';
import { MemoryWatch } from './memory.ts';
import { RealStage } from './realStage.ts';
import type { ClientReport, PlayOrder } from './report.ts';
import type { Scene, Stage } from './scene.ts';
import { acts } from './scenes/index.ts';

const editor = new Editor();
provideVSCode(editor.api);
const { explanationText } = await import('../../src/workbench/connections/words/explain.ts');

process.on('message', async (order: PlayOrder) => process.send?.(await play(order)));
process.on('disconnect', () => process.exit());
await warmUp();
process.send?.('ready');

async function play(order: PlayOrder): Promise<ClientReport> {
  const scene = acts.find(({ line }) => line === order.line)?.scenes.find(({ name }) => name === order.name);
  if (!scene) throw new Error(`no scene ${order.name}`);
  const stage = new RealStage(order.origin, order.transport, editor, explanationText);
  try {
    const watch = await MemoryWatch.begin();
    const began = performance.now();
    const end = await endOf(scene, stage);
    const seconds = (performance.now() - began) / 1000;
    return { ...end, words: [...stage.shown, ...end.words], ...watch.end(), seconds };
  } finally {
    await stage.close();
  }
}

async function endOf(scene: Scene, stage: Stage): Promise<Pick<ClientReport, 'words' | 'errors' | 'detail'>> {
  try {
    return { words: [await scene.play(stage)], errors: [], detail: '' };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { words: [explanationText(error)], errors: classesOf(error), detail };
  }
}

function classesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let type = Object(error).constructor; type?.name; type = Object.getPrototypeOf(type)) names.push(type.name);
  return names;
}

/** Loads what is loaded at the first request, so that no scene has to pay for it. */
async function warmUp(): Promise<void> {
  await import('../../src/http/writeOperation.ts');
  const server = await startServer((_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  for (const [name] of eachTransport) {
    const stage = new RealStage(server.origin, name, editor, explanationText);
    await stage.jenkins().getObject('/');
    await stage.close();
  }
  await server.close();
}
