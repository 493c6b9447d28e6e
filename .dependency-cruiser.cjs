const ROOMS = ['pack', 'trust', 'policy', 'plan', 'run', 'kubernetes', 'audit', 'detect', 'recommend'].map((room) => `src/${room}`);

/** The one-way order. A folder imports itself and what is listed here, nothing else; rooms meet only through src/model. */
const FLOORS = {
  'src/base': [],
  'src/model': ['src/base'],
  ...Object.fromEntries(ROOMS.map((room) => [room, ['src/base', 'src/model']])),
  'src/ports': ['src/base', 'src/model'],
  'src/adapters': ['src/base', 'src/model', 'src/ports'],
  'src/services': ['src/base', 'src/model', 'src/ports', 'src/config', 'schemas', ...ROOMS],
  'src/render': ['src/base', 'src/model'],
  'src/config': ['src/base'],
  'src/fast': ['src/base', 'src/model', 'src/config', 'src/app[.]ts', 'src/render'],
  commands: ['src/base', 'src/model', 'src/config', 'src/app[.]ts', 'src/render'],
};
const under = (folder) => `^${folder}(/|$)`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(FLOORS).map(([folder, allowed]) => ({
      name: `floor:${folder}`,
      severity: 'error',
      from: { path: under(folder) },
      to: { path: '^(src|commands|bin|test)/', pathNot: [under(folder), ...allowed.map(under)] },
    })),
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      from: { path: ['src/model', ...ROOMS].map((folder) => `^${folder}/`) },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto|util|assert|zlib)$' },
    },
    {
      name: 'only-adapters-know-the-outside',
      severity: 'error',
      from: { pathNot: '^(src/adapters|src/http|test|scripts|bin)/' },
      to: { path: 'node_modules/(better-sqlite3|pg|kysely|@kubernetes|@sigstore|execa|fastify|undici|node-vault)(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
