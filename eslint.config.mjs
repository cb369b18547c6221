import tseslint from 'typescript-eslint'

const wxCalls = [
  'navigateTo',
  'redirectTo',
  'switchTab',
  'navigateBack',
  'reLaunch',
  'pageScrollTo',
  'openLocation',
  'setKeepScreenOn',
  'setNavigationBarColor',
  'stopPullDownRefresh',
  'showToast',
].map((name) => ({ from: 'package', name, package: 'miniprogram-api-typings' }))

/** What the types cannot say. Layout is prettier's; the arrows between folders are test/architecture.test.ts. */
export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.local/',
      'miniprogram/miniprogram_npm/',
      'test/**/fixtures/**',
      '**/*.generated.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'local/web/runtime/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // An empty catch, or an empty function where one has to be given, needs a comment, not a rule.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Going to a page, scrolling, opening a map: WeChat tells the person itself when it cannot.
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: wxCalls }],
    },
  },
  // A kind of application is one file, and most of it is words and terms.
  { files: ['cloudfunctions/*/kinds/*.ts'], rules: { 'max-lines': ['error', 500] } },
  // Jest and the bootstrap are read before TypeScript is.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
