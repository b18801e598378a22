/** Who may import whom, folder by folder; ARCHITECTURE.md says why. A folder may always import itself. */
const mayImport = {
  'src/common/lib': [],
  'src/common/experiment': ['src/common/lib'],
  'src/common/studies': ['src/common/experiment', 'src/common/lib'],
  'src/common/protocol': ['src/common/experiment', 'src/common/studies'],
  'src/training/lib': [],
  'src/training/data': ['src/common/lib', 'src/training/lib'],
  'src/training/engine': ['src/common/experiment', 'src/common/lib', 'src/training/lib'],
  'src/training/trainer': ['src/common', 'src/training/data', 'src/training/engine', 'src/training/lib'],
  'src/page/store': ['src/common'],
  'src/page/persist': ['src/common'],
  'src/page/export': ['src/common'],
  'src/page/client': ['src/common', 'src/page/store', 'src/page/persist'],
  'src/page/ui': ['src/common', 'src/page'],
  'src/page/keep-runs.ts': ['src/common', 'src/page'],
  'src/main.tsx': ['src/common', 'src/page'],
};

const folders = Object.keys(mayImport);
const anyOf = (paths) => paths.map((path) => `^${path.replaceAll('.', '\\.')}(/|$)`).join('|');

const tableRules = folders.map((folder) => ({
  name: `table: ${folder}`,
  comment: `${folder} may import ${mayImport[folder].join(', ') || 'nothing else of ours'}.`,
  severity: 'error',
  from: { path: anyOf([folder]) },
  to: { path: '^(src|scripts|bench|tests)/', pathNot: anyOf([folder, ...mayImport[folder]]) },
}));

module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: 'folder not in the table',
      comment: 'Every file of src/ belongs to a folder of the table in .dependency-cruiser.cjs.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: anyOf(folders) },
    },
    {
      name: 'folder not in the table (importing)',
      comment: 'Every file of src/ belongs to a folder of the table in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(folders) },
      to: {},
    },
    {
      name: 'no circles',
      comment: 'Two files that import each other are one file, or miss a third.',
      severity: 'error',
      from: { pathNot: '^node_modules/' },
      to: { circular: true },
    },
    {
      name: 'tfjs only in the engine',
      comment:
        'Everything else speaks to src/training/engine; the page must not load tfjs at all. The address of a .wasm file is no code.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: '^src/training/engine/' },
      to: { path: '(^|/)@tensorflow/', pathNot: '\\.wasm$' },
    },
    {
      name: 'peers only in the bench',
      comment: 'jax-js is what we are measured against; nothing of ours runs on it.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { path: '(^|/)@jax-js/' },
    },
    {
      name: 'page libraries only in the page',
      comment: 'React, Mantine, Recharts and zustand belong to src/page and src/main.tsx.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: '^src/(page/|main\\.tsx$)' },
      to: {
        path: '(^|node_modules/)(react|react-dom|react-is|recharts|zustand|@mantine|@tabler|@fontsource[^/]*)(/|$)',
      },
    },
    {
      name: 'statistics only in common/lib',
      comment: 'jStat is behind src/common/lib/statistics.ts, which has types and says what each figure is.',
      severity: 'error',
      from: { path: '^(src|scripts|bench|tests)/', pathNot: '^src/common/lib/' },
      to: { path: '(^|node_modules/)jstat(/|$)' },
    },
    {
      name: 'no Node modules in src',
      comment: 'src/ runs in the browser.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'undeclared package',
      comment: 'A package that is imported stands in package.json.',
      severity: 'error',
      from: { pathNot: '^node_modules/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'unresolvable import',
      comment: 'Nothing is found under that name.',
      severity: 'error',
      from: { pathNot: '^node_modules/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
