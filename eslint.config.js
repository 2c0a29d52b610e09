import { existsSync } from 'node:fs'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Editors that the benchmarks compare Galley with. Their types are there once a benchmark has installed them. */
const PEERS = existsSync('tests/bench/node_modules') ? [] : ['tests/bench/peers/']

/** What makes packages, with types that `npm run dist` installs. Its data needs none. */
const PACKAGING = existsSync('packaging/node_modules')
  ? []
  : ['packaging/!(config|contents|releaseNotes|smokeReport|systems).ts']

const typed = ['src/**/*.{ts,vue}', 'tests/**/*.ts', 'packaging/*.ts', '*.config.ts']

export default defineConfig(
  { ignores: ['out/', '**/node_modules/', 'tests/golden/', 'tests/e2e/output/', ...PEERS, ...PACKAGING] },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'tsconfig.pure.json',
          'tsconfig.node.json',
          'tsconfig.page.json',
          'tests/bench/tsconfig.json',
          'packaging/tsconfig.json',
        ],
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // There are no enums: `erasableSyntaxOnly` refuses them. The rule takes a sixth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: { 'vue/no-v-html': 'error', 'vue/block-lang': ['error', { script: { lang: 'ts' } }] },
  },
  { files: ['tests/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['scripts/**/*.mjs', '*.config.js', '.dependency-cruiser.cjs'],
    languageOptions: { globals: globals.node },
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  prettier,
)
