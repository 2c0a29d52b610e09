/**
 * Galley's arrows: text <- blocks (pure faces) <- article <- desk <- hosting <- main | web | cli, and article <- renderer.
 * The contract stands apart, and every side may import it: `desk.ts` (its calls), `contract/` (its parts), `settings.ts` (the table of
 * settings), `calls.ts` (the call list) and `wire.ts` (how a call crosses a wire).
 * Each rule has a bad import planted for it in tests/boundaries.test.ts.
 */

/** What runs on its own: three Electron processes, the browser host, the command. */
const PROCESSES = '(main|preload|renderer|web|cli)'

/** The page's side of a block: all of it that may know Vue, Tiptap or the DOM. */
const VIEWS = '^src/blocks/(_view/|views\\.ts$|[^/]+/((view|commands)\\.ts$|page/|[^/]+\\.vue$))'

/** The contract between the page and the machine. */
const CONTRACT = '^src/(contract/|(desk|calls|settings|wire)\\.ts$)'

/** Everything that must run anywhere: no DOM, no Node, no framework. */
const PURE = `^src/(text|article|blocks)/|${CONTRACT}`

/** The packages the pure core stands on: ProseMirror's model, parsers and writers of trees, what text needs before that, its encoding, and what a web page needs: a small DOM and reader view. */
const PURE_PACKAGES =
  'prosemirror-model|prosemirror-transform|diff|@intlify|parse5|mdast[^/]*|micromark[^/]*|markdown-it[^/]*|entities|hast[^/]*|unist[^/]*|property-information|yaml|chardet|@exodus/bytes|linkedom|@mozilla/readability'

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle of modules is one module that cannot be understood in parts.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'page-folders-one-way',
      comment:
        'No two folders of the page import each other: one of them is the lower one. A child may import its parent’s files.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/renderer/src/' },
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'What nothing imports and what imports nothing is no part of Galley.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'A package that package.json does not name, or a file that is not there.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'text-is-a-leaf',
      comment: 'text/ helps everybody and so may know nobody.',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { path: '^src/', pathNot: '^src/text/' },
    },
    {
      name: 'pure-core-packages',
      comment: 'The core runs in Node, in a browser and in a worker: it takes packages alone that do, too.',
      severity: 'error',
      from: { path: PURE, pathNot: VIEWS },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: `node_modules/(@types/)?(${PURE_PACKAGES})/`,
      },
    },
    {
      name: 'core-knows-no-view',
      comment: 'A view knows its block; a block does not know how it is shown.',
      severity: 'error',
      from: {
        path: `^src/(text|article|desk|hosting|main|preload|web|cli|blocks)/|${CONTRACT}`,
        pathNot: VIEWS,
      },
      to: { path: `\\.vue$|^src/renderer/|${VIEWS}` },
    },
    {
      name: 'blocks-not-to-article',
      comment: 'The article is made of blocks, so no block knows the article, the desk or a host.',
      severity: 'error',
      from: { path: '^src/blocks/' },
      to: { path: `^src/(article|desk|${PROCESSES})(/|\\.ts$)|${CONTRACT}` },
    },
    {
      name: 'article-not-upward',
      comment: 'The article knows neither where it is kept nor who shows it.',
      severity: 'error',
      from: { path: '^src/article/' },
      to: { path: `^src/(desk|${PROCESSES})(/|\\.ts$)|${CONTRACT}` },
    },
    {
      name: 'desk-not-to-hosts',
      comment: 'The desk is what hosts stand on.',
      severity: 'error',
      from: { path: `^src/desk/|${CONTRACT}` },
      to: { path: `^src/${PROCESSES}/` },
    },
    {
      name: 'contract-stands-apart',
      comment:
        'The contract takes types of the article and the lookup of messages: so both sides of a wire can import it.',
      severity: 'error',
      from: { path: CONTRACT },
      to: { path: '^src/', pathNot: `^src/(article/index|text/messages)\\.ts$|${CONTRACT}` },
    },
    {
      name: 'block-is-an-island',
      comment: 'Blocks share what lies beside them, and know nothing of each other.',
      severity: 'error',
      from: { path: '^src/blocks/([^/_][^/]*)/' },
      to: { path: '^src/blocks/[^/_][^/]*/', pathNot: '^src/blocks/$1/' },
    },
    {
      name: 'block-by-its-doors',
      comment: 'Outside, a block is its index.ts and its view.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/blocks/[^/_][^/]*/' },
      to: { path: '^src/blocks/[^/_][^/]*/', pathNot: '^src/blocks/[^/]+/(index|view)\\.ts$' },
    },
    {
      name: 'desk-by-its-door',
      comment:
        'Outside, the desk is its index.ts, before it is open startup.ts, and for reading and writing files alone disk/index.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/desk/' },
      to: { path: '^src/desk/', pathNot: '^src/desk/((disk/)?index|startup)\\.ts$' },
    },
    {
      name: 'disk-knows-no-draft',
      comment: 'Files are read and written in one way, whatever is in them.',
      severity: 'error',
      from: { path: '^src/desk/disk/' },
      to: { path: '^src/', pathNot: '^src/desk/disk/' },
    },
    {
      name: 'article-by-its-door',
      comment: 'Outside, the article is its index.ts.',
      severity: 'error',
      from: { path: `^src/(desk|hosting|${PROCESSES})(/|\\.ts$)` },
      to: { path: '^src/article/', pathNot: '^src/article/index\\.ts$' },
    },
    {
      name: 'hosting-not-upward',
      comment: 'Hosting is shared by the hosts: it may use the desk and the contract, and knows no host.',
      severity: 'error',
      from: { path: '^src/hosting/' },
      to: {
        path: '^src/',
        pathNot: `^src/(hosting/|text/|article/|desk/index\\.ts$)|${CONTRACT}`,
      },
    },
    {
      name: 'hosting-for-hosts',
      comment: 'Only what serves a page uses what hosts share.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(hosting|main|web|cli)/' },
      to: { path: '^src/hosting/' },
    },
    {
      name: 'processes-apart',
      comment: 'Processes meet in desk.ts, not in each other.',
      severity: 'error',
      from: { path: `^src/${PROCESSES}/` },
      to: { path: `^src/${PROCESSES}/`, pathNot: '^src/$1/' },
    },
    {
      name: 'page-not-to-disk',
      comment: 'The page knows the contract, not what keeps it.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/desk/' },
    },
    {
      name: 'preload-only-contract',
      comment: 'The preload hands the contract over and holds nothing else.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/', pathNot: '^src/(preload/|(desk|calls)\\.ts$)' },
    },
    {
      name: 'electron-in-shell-only',
      comment: 'Everything but the shell runs without Electron.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '^electron$|node_modules/electron(-store)?/' },
    },
    {
      name: 'no-node-in-page',
      comment: 'The page is sandboxed: there is no Node in it.',
      severity: 'error',
      from: { path: `^src/renderer/|${VIEWS}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components-not-to-desk',
      comment: 'Stores call the desk; components and editor ask the stores.',
      severity: 'error',
      from: { path: '^src/renderer/src/(components|editor)/' },
      to: { path: '^src/renderer/src/desk\\.ts$' },
    },
    {
      name: 'stores-not-to-components',
      comment: 'A store does not know who shows it.',
      severity: 'error',
      from: { path: '^src/renderer/src/stores/' },
      to: { path: '\\.vue$|^src/renderer/src/components/' },
    },
    {
      name: 'no-tests-in-src',
      comment: 'What ships needs no test to run.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
}
