/** Languages of the editor in whose strings commands of a shell stand. */
export const groovyLanguages: ReadonlySet<string> = new Set(['groovy', 'jenkinsfile', 'declarative']);
