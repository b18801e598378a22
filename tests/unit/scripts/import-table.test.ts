import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const { forbidden = [], options = {} } = await extractDepcruiseConfig(resolve('.dependency-cruiser.cjs'));
let tree = '';

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'normscope-imports-'));
  copyFileSync('tsconfig.base.json', join(tree, 'tsconfig.base.json'));
  const dependencies = { react: '1.0.0', '@tensorflow/tfjs-core': '1.0.0', jstat: '1.0.0' };
  write('package.json', JSON.stringify({ type: 'module', dependencies }));
  for (const name of [...Object.keys(dependencies), 'not-declared']) {
    write(`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`);
    write(`node_modules/${name}/index.js`, 'export const it = 1;');
  }
});

afterEach(() => rmSync(tree, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The broken rules in a tree in which each file holds one import, as 'rule: from'. */
async function broken(imports: Record<string, string>): Promise<string[]> {
  for (const [path, wanted] of Object.entries(imports)) {
    write(path, wanted === '' ? 'export const it = 1;' : `import { it } from '${wanted}';\nexport { it };`);
  }
  const { output } = await cruise(['src'], {
    ...options,
    ruleSet: { forbidden },
    validate: true,
    baseDir: tree,
  });
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`).sort();
}

describe('the import table', () => {
  test('lets every folder import what its row names', async () => {
    const files = {
      'src/common/lib/rng.ts': '',
      'src/common/lib/statistics.ts': 'jstat',
      'src/common/experiment/config.ts': '',
      'src/common/protocol/events.ts': '../experiment/config.ts',
      'src/training/data/batches.ts': '../../common/lib/rng.ts',
      'src/training/engine/network.ts': '@tensorflow/tfjs-core',
      'src/training/trainer/loop.ts': '../engine/network.ts',
      'src/page/store/store.ts': '../../common/protocol/events.ts',
      'src/page/client/client.ts': '../store/store.ts',
      'src/page/ui/App.tsx': 'react',
      'src/main.tsx': './page/ui/App.tsx',
    };
    expect(await broken(files)).toEqual([]);
  });

  test.each([
    ['src/common/lib/rng.ts', '../experiment/it.ts', 'src/common/experiment/it.ts'],
    ['src/training/engine/network.ts', '../data/it.ts', 'src/training/data/it.ts'],
    ['src/training/trainer/loop.ts', '../../page/store/it.ts', 'src/page/store/it.ts'],
    ['src/page/client/client.ts', '../../training/trainer/it.ts', 'src/training/trainer/it.ts'],
    ['src/page/store/store.ts', '../ui/it.ts', 'src/page/ui/it.ts'],
    ['src/main.tsx', './training/trainer/it.ts', 'src/training/trainer/it.ts'],
    ['src/common/lib/rng.ts', '../../../tests/it.ts', 'tests/it.ts'],
  ])('refuses %s importing %s', async (from, wanted, target) => {
    const row = from === 'src/main.tsx' ? from : dirname(from);
    expect(await broken({ [from]: wanted, [target]: '' })).toEqual([`table: ${row}: ${from}`]);
  });

  test('counts an import of types alone as an import', async () => {
    write('src/page/store/store.ts', '');
    write(
      'src/training/data/it.ts',
      "import type { X } from '../../page/store/store.ts';\nexport type Y = X;",
    );
    expect(await broken({})).toEqual(['table: src/training/data: src/training/data/it.ts']);
  });

  test('refuses a circle, also through a third file', async () => {
    const circle = {
      'src/common/lib/a.ts': './b.ts',
      'src/common/lib/b.ts': './c.ts',
      'src/common/lib/c.ts': './a.ts',
    };
    expect(await broken(circle)).toContainEqual(expect.stringMatching(/^no circles: /));
  });

  test.each([
    ['tfjs only in the engine', 'src/training/trainer/loop.ts', '@tensorflow/tfjs-core'],
    ['page libraries only in the page', 'src/training/engine/network.ts', 'react'],
    ['statistics only in common/lib', 'src/common/studies/verdict.ts', 'jstat'],
    ['no Node modules in src', 'src/training/data/idx.ts', 'node:fs'],
    ['no Node modules in src', 'src/training/data/idx.ts', 'fs'],
    ['undeclared package', 'src/page/ui/App.tsx', 'not-declared'],
    ['unresolvable import', 'src/page/ui/App.tsx', './missing.ts'],
    ['folder not in the table (importing)', 'src/elsewhere/it.ts', 'react'],
  ])('%s: refuses %s importing %s', async (rule, from, wanted) => {
    expect(await broken({ [from]: wanted })).toContainEqual(`${rule}: ${from}`);
  });
});
