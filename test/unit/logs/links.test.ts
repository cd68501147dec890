import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { candidatePaths, commonEnd, linksIn, workspaceIn } from '../../../src/logs/index.ts';
import { globOf, workspacePattern } from '../../../src/logs/links.ts';

function links(text: string): string[] {
  return linksIn(text).map(({ start, end, kind, place }) => {
    const at = place ? ` → ${place.path}:${place.line ?? ''}:${place.column ?? ''}` : '';
    return `${kind} ${text.slice(start, end)}${at}`;
  });
}

describe('links in a log', () => {
  it('are addresses, without the sentence around them', () => {
    assert.deepEqual(links('see https://ci.example.com/job/x/1/, or (http://a.b/c?d=(e)#f).'), [
      'url https://ci.example.com/job/x/1/',
      'url http://a.b/c?d=(e)#f',
    ]);
    assert.deepEqual(links('httpx://no, ftp://no'), []);
  });

  it('are files with lines, as compilers and test runners write them', () => {
    const written: Record<string, string> = {
      'src/a.c:12:5: error: x': 'file src/a.c:12:5 → src/a.c:12:5',
      '/var/w/x/src/a.ts(3,4): error TS1': 'file /var/w/x/src/a.ts(3,4) → /var/w/x/src/a.ts:3:4',
      '  File "/w/t.py", line 7, in f': 'file File "/w/t.py", line 7 → /w/t.py:7:',
      '[ERROR] /w/src/Foo.java:[12,5] cannot find': 'file /w/src/Foo.java:[12,5] → /w/src/Foo.java:12:5',
      '\tat com.x.Foo.bar(Foo.java:42)': 'file Foo.java:42 → Foo.java:42:',
      'C:\\work\\x\\a.cs(9): warning': 'file C:\\work\\x\\a.cs(9) → C:\\work\\x\\a.cs:9:',
      'see ./build/report.html': 'file ./build/report.html → ./build/report.html::',
    };
    for (const [text, expected] of Object.entries(written)) assert.deepEqual(links(text), [expected], text);
  });

  it('are files in the words of each tool, with blanks, brackets, and letters of any alphabet', () => {
    const written: Record<string, readonly [path: string, line: number, column?: number]> = {
      '   at A.B() in /ws/A B/C.cs:line 12': ['/ws/A B/C.cs', 12],
      'e: file:///ws/app/Cart.kt:14:9 Unresolved': ['/ws/app/Cart.kt', 14, 9],
      'e: file:///C:/ws/Cart.kt:14:9 Unresolved': ['C:/ws/Cart.kt', 14, 9],
      'e: /ws/Cart.kt: (14, 9): Unresolved': ['/ws/Cart.kt', 14, 9],
      'Parse error: x in src/a.php on line 35': ['src/a.php', 35],
      'syntax error at t/cart.pl line 12, near': ['t/cart.pl', 12],
      './run.sh: line 3: jq: command not found': ['./run.sh', 3],
      '"src/cart.c", line 21: Error: #20': ['src/cart.c', 21],
      '"C:\\ws\\cart.c",14  Error[Pe020]': ['C:\\ws\\cart.c', 14],
      'src/Cart.cs(10,5,10,9): error CS1002': ['src/Cart.cs', 10, 5],
      './pages/[id].tsx:14:5': ['./pages/[id].tsx', 14, 5],
      'app/[...slug]/page.tsx(3,4): error': ['app/[...slug]/page.tsx', 3, 4],
      'src/größe.ts:14:5 - error': ['src/größe.ts', 14, 5],
      'Makefile:4: recipe failed': ['Makefile', 4],
      'ERROR: docker/Dockerfile:18': ['docker/Dockerfile', 18],
      '/ws/BUILD:3:10: Compiling': ['/ws/BUILD', 3, 10],
      '/ws/My Shop/src/cart.c:14:5: error: x': ['/ws/My Shop/src/cart.c', 14, 5],
      '[ERROR] /ws/My Shop/Cart.java:[31,9] cannot find': ['/ws/My Shop/Cart.java', 31, 9],
      'C:\\ws\\My Shop\\Cart.cs(14,5): error': ['C:\\ws\\My Shop\\Cart.cs', 14, 5],
      'cart.xyz:12:5: odd': ['cart.xyz', 12, 5],
    };
    for (const [text, [path, line, column]] of Object.entries(written)) {
      const { place } = linksIn(text).find(({ kind }) => kind === 'file') ?? {};
      assert.deepEqual(place, { path, line, column }, text);
    }
  });

  it('are no hosts with their ports', () => {
    for (const text of [
      'connecting to db.example.com:5432',
      'pushing to registry.example.com:5000/app',
      'kafka-0.kafka:9092 is up',
      'dial tcp redis.svc.cluster.local:6379: refused',
      'tcp://db.example.com:5432',
      'listening on 0.0.0.0:8080, localhost:8080',
    ])
      assert.deepEqual(links(text), [], text);
  });

  it('are not what only looks a little like them', () => {
    for (const text of ['12:30:05 done', 'version 1.2.3', 'a.b.c called', 'e.g. this', '3/4 tests', 'and/or'])
      assert.deepEqual(links(text), [], text);
  });
});

describe('where a file of the agent is', () => {
  it('is told by mappings, by the build’s workspace, or by itself', () => {
    const mappings = [
      { remote: '/srv/src', local: '/home/me/src/' },
      { remote: 'D:\\w', local: '' },
    ];
    const own = (path: string) => [{ folder: '', path }];
    assert.deepEqual(candidatePaths('/srv/src/a/b.c', mappings, []), [{ folder: '/home/me/src/', path: 'a/b.c' }]);
    assert.deepEqual(candidatePaths('d:\\W\\a\\b.c', mappings, []), own('a/b.c'));
    assert.deepEqual(candidatePaths('/ws/job/a/b.c', mappings, ['/ws/job']), own('a/b.c'));
    assert.deepEqual(candidatePaths('./a/b.c', mappings, ['/ws/job']), own('a/b.c'));
    assert.deepEqual(candidatePaths('a/../lib/b.c', mappings, ['/ws/job']), own('lib/b.c'));
    assert.deepEqual(candidatePaths('/elsewhere/b.c', mappings, ['/ws/job']), []);
    assert.equal(commonEnd('/x/src/a/b.c', '/home/me/a/b.c'), 2);
  });

  it('is never out of the mapped folders and those of the workspace, whatever a log says', () => {
    const mappings = [{ remote: '/srv/src', local: '/home/me/src' }];
    const escapes = [
      ...['/srv/src/../../etc/passwd', '/srv/src//etc/passwd', '/srv/src/a/../../x.c', '/srv/src////host/share/x.c'],
      ...['/ws//etc/passwd', '/ws////host/share/x.c', '/ws/C:/Windows/x.c', '/ws/../x.c', '/ws/a/../../x.c'],
      ...[
        '\\\\host\\share\\x.c',
        '//host/share/x.c',
        '../x.c',
        'a/../../x.c',
        'C:\\x.c',
        'c:x.c',
        'a.c:stream',
        '/etc/x.c',
      ],
      ...['file:///etc/x.c', 'command:x.c', '\\\\?\\C:\\x.c', '/ws/..', '/ws/a\0.c'],
    ];
    for (const path of escapes) assert.deepEqual(candidatePaths(path, mappings, ['/ws']), [], path);
    assert.deepEqual(candidatePaths('//host/share/x.c', [], ['/', '//host']), [{ folder: '', path: 'share/x.c' }]);
  });

  it('begins where the log says that the build works', () => {
    assert.equal(
      workspaceIn('Building in workspace /var/jenkins_home/workspace/slow'),
      '/var/jenkins_home/workspace/slow',
    );
    assert.equal(workspaceIn('Building remotely on win1 (x) in workspace C:\\ws\\a b'), 'C:\\ws\\a b');
    assert.equal(
      workspaceIn('Running on Jenkins in /var/jenkins_home/workspace/team/pipe'),
      '/var/jenkins_home/workspace/team/pipe',
    );
    assert.equal(workspaceIn('Building a house'), undefined);
  });

  it('is said in few lines, with their time or without', () => {
    const isNamed = (line: string) => new RegExp(workspacePattern.source, 'm').test(line);
    for (const time of ['', '[2024-01-01T10:00:00.000Z] ']) {
      for (const line of ['Building in workspace /w', 'Building on the built-in node in workspace /w']) {
        assert.ok(isNamed(time + line), line);
      }
      assert.ok(isNamed(`${time}Running on agent 1 in /w`));
      for (const line of ['Building a house', 'Running on time', 'x: Running on a in b'])
        assert.ok(!isNamed(time + line));
    }
  });

  it('may be found by a name that holds signs of globs', () => {
    assert.equal(globOf('[id].{a,b}.tsx'), '**/?id?.?a?b?.tsx');
    assert.equal(globOf('Foo.java'), '**/Foo.java');
  });
});
