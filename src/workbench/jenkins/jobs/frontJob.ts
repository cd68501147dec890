import { frontUri } from '../../shell/commands/frontUri.ts';

/** Job, or build, of the editor in front, as the target of a command: of a log, an explanation, a script, a configuration. */
export function frontJob():
  | { readonly connection: { readonly id: string }; readonly job: string; readonly number: number | undefined }
  | undefined {
  const uri = frontUri();
  if (!uri?.scheme.startsWith('jenkins-')) return undefined;
  const query = new URLSearchParams(uri.query);
  const [id, job, number] = ['connection', 'job', 'number'].map(name => query.get(name));
  return id && job ? { connection: { id }, job, number: number ? Number(number) : undefined } : undefined;
}
