/** Every test of the repository: rules, areas, the local cloud, the browser runtime, journeys. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.(t|j|mj|cj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(@noble|@stablelib|lean-qr|glass-easel|mingo|saxen)/)'],
  // Built copies carry the package names of their sources.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
  // Jest looks names of the language up slowly in its sandbox: these are handed in.
  sandboxInjectedGlobals: ['Math', 'Object', 'Array', 'String', 'Number', 'Uint8Array', 'Float64Array'],
  testTimeout: 30000,
}
