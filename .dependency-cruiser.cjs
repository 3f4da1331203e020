/** The import arrow of ARCHITECTURE.md: a layer may import itself and anything to its right. */
const arrow = [
  ['main and sample', '^server/(main|sample/)'],
  ['compose', '^server/compose'],
  ['app and jobs', '^server/(app\\.ts$|jobs/)'],
  ['sites, gateway and lookup', '^server/(sites|gateway|lookup)/'],
  ['features', '^server/features/'],
  ['ledger', '^server/ledger/'],
  ['platform', '^server/platform/'],
  ['domain', '^server/domain/'],
];

const noLayerImportsLeft = arrow.slice(1).map(([name, path], index) => ({
  name: `${name.replaceAll(' ', '-')}-points-right`,
  severity: 'error',
  comment: `${name} must not import a layer to its left.`,
  from: { path },
  to: { path: arrow.slice(0, index + 1).map(([, left]) => left) },
}));

module.exports = {
  forbidden: [
    ...noLayerImportsLeft,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'Rules only: node:crypto, big.js for decimals, and the types of the message catalogue.',
      from: { path: '^server/domain/' },
      to: {
        pathNot: ['^server/domain/', '^crypto$', '^node:crypto$', 'node_modules/(@types/)?big\\.js'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'features-meet-in-compose',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/' },
      to: { path: '^server/features/', pathNot: '^server/features/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sites-gateway-lookup-are-strangers',
      severity: 'error',
      from: { path: '^server/(sites|gateway|lookup)/' },
      to: {
        path: '^server/(sites|gateway|lookup)/',
        pathNot: '^server/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-knows-no-scripts',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(scripts|test)/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
