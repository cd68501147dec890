// Plays the scenes whose names hold the words given, all without any, and prints their table.
import { playAll } from './playScenes.ts';
import { acts } from './scenes/index.ts';
import { rowOf, tableHead } from './table.ts';

const [, , wanted = ''] = process.argv;
const chosen = acts.map(({ line, scenes }) => ({ line, scenes: scenes.filter(({ name }) => name.includes(wanted)) }));
console.log(tableHead());
await playAll(chosen, played => console.log(rowOf(played)));
