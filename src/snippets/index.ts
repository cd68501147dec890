/**
 * Requests as code: a request is described once (`call.ts`), and each language writes it in a file of its own
 * (`languages/`), with secrets as variables. curl lines are read back.
 *
 * Must know no server and no editor: addresses, logins and sentences come as values.
 *
 * Read first: `call.ts`, `languages/curl.ts`.
 */
export type * from './call.ts';
export { languages } from './languages.ts';
