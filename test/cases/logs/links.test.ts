// Reported for microsoft/vscode #281536, #81190, #97941 and #157822, and in logs of jenkinsci/analysis-model.
import assert from 'node:assert/strict';
import { linksIn } from '../../../src/logs/index.ts';
import { describeCases } from '../case.ts';

interface Place {
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

function firstPlace(text: string): Place | undefined {
  const place = linksIn(text).find(({ kind }) => kind === 'file')?.place;
  return place && { path: place.path, line: place.line, column: place.column };
}

const placed = (path: string, line: number, column?: number): Place => ({ path, line, column });

describeCases('links', one => {
  const places: readonly (readonly [tool: string, text: string, place: Place])[] = [
    ['.NET', '   at Shop.CartTests.Adds() in /ws/CartTests.cs:line 12', placed('/ws/CartTests.cs', 12)],
    ['Kotlin', 'e: file:///ws/app/src/Cart.kt:14:9 Unresolved reference', placed('/ws/app/src/Cart.kt', 14, 9)],
    ['PHP', 'PHP Fatal error:  Uncaught Error in /ws/a.php on line 35', placed('/ws/a.php', 35)],
    ['sh', '/ws/run.sh: line 3: jq: command not found', placed('/ws/run.sh', 3)],
    ['tsc in a path of Chinese letters', 'src/价格.ts(14,5): error TS2304: x', placed('src/价格.ts', 14, 5)],
    ['a name without an extension', 'Dockerfile:18', placed('Dockerfile', 18)],
    [
      'gcc in a path with a blank',
      '/home/ci/workspace/My Shop/src/cart.c:14:5: error: x',
      placed('/home/ci/workspace/My Shop/src/cart.c', 14, 5),
    ],
  ];
  for (const [tool, text, place] of places) {
    one(`the place that is named by ${tool}`, () => assert.deepEqual(firstPlace(text), place));
  }

  for (const text of ['connecting to db.example.com:5432', 'pushing to registry.example.com:5000/app']) {
    one(`no file in "${text}"`, () => assert.equal(firstPlace(text), undefined));
  }
});
