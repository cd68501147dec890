// Mutants that no test can kill: what they change cannot be seen from outside, or only as time.

export interface Equivalent {
  /** As the survivor was printed: the file, the original, its replacement, and the line. */
  readonly mutant: string;
  readonly why: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    mutant:
      "src/http/errors.ts: ` (status ${details.status})` → '' in const answer = details.status === undefined ? '' : ` (status ${details.status})`;",
    why: 'the message of an error is for the log',
  },
  {
    mutant:
      "src/http/noProxy.ts: '' → 'mutated' in const host: Host = { name, family: isIP(name), port: url.port || (defaultPorts[url.protocol] ?? '') };",
    why: 'base URLs are http or https, which have ports by default',
  },
  {
    mutant:
      "src/jira/documents/containers.ts: '' → 'mutated' in if (node?.type === 'text') content.splice(at, 1, { ...node, text: cut(node.text ?? '') });",
    why: 'a text without words has been left out when the document was read',
  },
  {
    mutant:
      'src/jenkins/logs/logStream.ts: - → + in for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {',
    why: 'the beginning of a note is never longer than itself, and a whole one was found before',
  },
];
