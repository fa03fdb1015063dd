// The rules of the house that a machine can check: types, and which way the arrows between the rooms run.
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms of `src`, each with the rooms it may use beside its own: those further right. */
const ARROWS = {
  workbench: ['explanations', 'tokens', 'profiles', 'ringcentral'],
  integrations: ['explanations', 'tokens', 'profiles', 'ringcentral'],
  explanations: ['tokens', 'profiles', 'ringcentral'],
  tokens: ['profiles', 'ringcentral'],
  profiles: ['ringcentral'],
  ringcentral: [],
};
const ROOMS = Object.keys(ARROWS);

/** The rooms that know nothing of VS Code and run in plain Node. */
const INNER_ROOMS = ['explanations', 'tokens', 'profiles', 'ringcentral'];

const NO_VSCODE = 'An inner room knows nothing of VS Code: name what it needs as an interface of its own.';

const arrowPolicies = [
  { from: { file: { categories: 'extension' } }, allow: { to: { element: { types: { anyOf: ROOMS } } } } },
  {
    from: [{ file: { categories: 'extension' } }, { element: { types: ['workbench', 'integrations'] } }],
    allow: { to: { file: { categories: 'ids' } } },
  },
  ...Object.entries(ARROWS).map(([room, mayUse]) => ({
    from: { element: { type: room } },
    allow: { to: { element: { types: { anyOf: [room, ...mayUse] } } } },
  })),
];

const exportRules = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
];

export default defineConfig(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...exportRules],
    },
  },
  {
    files: ['src/**/*.ts'],
    // Its types are wider than those of ESLint's own plugin interface.
    plugins: {
      boundaries: /** @type {import('eslint').ESLint.Plugin} */ (/** @type {unknown} */ (boundaries)),
    },
    settings: {
      'boundaries/elements': ROOMS.map(room => ({ type: room, pattern: `src/${room}` })),
      'boundaries/files': [
        { category: 'extension', pattern: 'src/extension.ts' },
        { category: 'ids', pattern: 'src/ids.ts' },
      ],
      'boundaries/include': ['src/**/*'],
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'import/resolver': { node: { extensions: ['.ts', '.js'] } },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': ['error', { default: 'disallow', policies: arrowPolicies }],
    },
  },
  {
    files: INNER_ROOMS.map(room => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'vscode', message: NO_VSCODE }] }],
      'no-restricted-syntax': [
        'error',
        ...exportRules,
        { selector: "ImportExpression[source.value='vscode']", message: NO_VSCODE },
        { selector: "CallExpression[callee.name='require']", message: NO_VSCODE },
        { selector: "TSImportType[source.value='vscode']", message: NO_VSCODE },
        { selector: "ImportExpression:not([source.type='Literal'])", message: 'Import by a literal name.' },
      ],
    },
  },
  {
    // Tools of the command line speak on the console; configuration files must export by default.
    files: ['*.js', 'test/**'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);
