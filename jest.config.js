// Source is ES modules; only tests are compiled to CommonJS (docs/adr/0005).
const swc = { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };

// Packages that ship ES modules only: what otplib stands on, and the validator of the OpenAPI document.
const modulesOnly = '@(scure|noble|seriousme)/';

const project = (name, extra = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: { '\\.ts$': ['@swc/jest', swc], [`/node_modules/${modulesOnly}.+\\.js$`]: ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!${modulesOnly})`],
  injectGlobals: false,
  ...extra,
});

const onDatabase = {
  globalSetup: '<rootDir>/test/support/start-mongod.ts',
  globalTeardown: '<rootDir>/test/support/stop-mongod.ts',
};

const onBuild = {
  globalSetup: '<rootDir>/test/support/build-server.ts',
  globalTeardown: '<rootDir>/test/support/clear-shelf.ts',
};

export default {
  projects: [
    project('unit'),
    project('conformance'),
    project('integration', onDatabase),
    project('smoke', onBuild),
    project('browser', onBuild),
  ],
  maxWorkers: 2,
  testTimeout: 30_000,
};
