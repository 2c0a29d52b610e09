/**
 * What Galley's packages are: names, targets, file rules, fuses, associations and where updates come from, as data for
 * electron-builder. Imports no package, so that tests read it where electron-builder is not installed. `pack.ts` hands it
 * to electron-builder, whose types check it there.
 *
 * Signing reads the variables that electron-builder documents: CSC_LINK and CSC_KEY_PASSWORD (macOS), WIN_CSC_LINK and
 * WIN_CSC_KEY_PASSWORD (Windows); notarisation reads APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER. Without them
 * a package is not signed, unless GALLEY_SIGN is `required`, which then fails.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** The id by which Windows and macOS know the app. Settings and updates hang on it, so it never changes. */
export const APP_ID = 'io.github.galley-editor.galley'

/** The type of `.galley` files, for macOS and for Linux. */
const DRAFT_TYPE = { uniform: `${APP_ID}.draft`, mime: 'application/x-galley' }

/** Where updates are published: a folder with `latest.yml`, `latest-mac.yml` and `latest-linux.yml`. */
const UPDATES_URL = 'https://github.com/galley-editor/galley/releases/latest/download'

/** The largest size of the app itself, `app.asar`, in bytes. libvips is 5.2 MB of it, and 1.9 MB of an installer; libheif 2 MB. */
export const MAX_APP_BYTES = 15_500_000

/**
 * The largest sizes of what a writer downloads, in bytes. The universal one for macOS contains Electron twice, for Intel and
 * for Apple's processors.
 */
export const MAX_INSTALLER_BYTES = { each: 130_000_000, universal: 250_000_000 }

/** All of Electron's fuses, by their names in `@electron/fuses`, and whether a package has them. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} as const

/** The files of the app, as electron-builder's rules. Bundles are whole, so nothing of node_modules is packed. */
export const FILES = [
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  'out/worker/**',
  'out/documents/**',
  'out/pictures/**',
  'resources/icons/linux/64x64.png',
  'resources/icons/linux/512x512.png',
  'LICENSE',
  'package.json',
  '!**/*.map',
]

/** Galley's own files: a draft with its pictures in one zip. */
const DRAFT_FILES = {
  ext: 'galley',
  name: 'Galley draft',
  description: 'Galley draft',
  mimeType: DRAFT_TYPE.mime,
  icon: 'document',
  role: 'Editor',
  rank: 'Owner',
}

/** Files of other programs, which Galley offers to open and never takes over. */
const OPENED_FILES = [
  { ext: ['md', 'markdown'], name: 'Markdown', mimeType: 'text/markdown' },
  { ext: ['html', 'htm'], name: 'HTML', mimeType: 'text/html' },
  { ext: ['txt'], name: 'Plain text', mimeType: 'text/plain' },
  {
    ext: ['docx'],
    name: 'Word document',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
]

/** Returns a target for each form of package, all for the same processors. */
function targets<Name extends string, Arch extends string>(names: readonly Name[], arch: readonly Arch[]) {
  return names.map((target) => ({ target, arch: [...arch] }))
}

/** Windows' installers are one for each processor: one for both would be twice as large. */
const WINDOWS = {
  win: {
    target: targets(['nsis', 'portable'], ['x64', 'arm64']),
    icon: 'resources/icons/icon.ico',
    artifactName: '${productName}-${version}-windows-${arch}.${ext}',
  },
  nsis: {
    buildUniversalInstaller: false,
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    include: 'packaging/openWith.nsh',
  },
  portable: {
    buildUniversalInstaller: false,
    artifactName: '${productName}-${version}-windows-${arch}-portable.${ext}',
  },
}

/** Returns what macOS reads of the app. */
function macosConfig(env: Environment) {
  return {
    mac: {
      target: targets(['dmg', 'zip'], ['universal']),
      icon: 'resources/icons/icon.icns',
      artifactName: '${productName}-${version}-macos-${arch}.${ext}',
      category: 'public.app-category.productivity',
      darkModeSupport: true,
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: 'packaging/entitlements.plist',
      entitlementsInherit: 'packaging/entitlements.plist',
      notarize: [env.APPLE_API_KEY, env.APPLE_API_KEY_ID, env.APPLE_API_ISSUER].every(Boolean),
      fileAssociations: OPENED_FILES.map(({ ext, name }) => ({
        ext,
        name,
        role: 'Editor',
        rank: 'Alternate',
      })),
      extendInfo: {
        NSDocumentsFolderUsageDescription: 'Galley keeps your drafts in your Documents folder.',
        UTExportedTypeDeclarations: [
          {
            UTTypeIdentifier: DRAFT_TYPE.uniform,
            UTTypeDescription: DRAFT_FILES.description,
            UTTypeConformsTo: ['public.data', 'public.zip-archive'],
            UTTypeTagSpecification: {
              'public.filename-extension': ['galley'],
              'public.mime-type': DRAFT_TYPE.mime,
            },
          },
        ],
      },
    },
    dmg: { sign: false },
  }
}

/** electron-builder's deb and rpm install an AppArmor profile that lets the sandbox be made, as Ubuntu needs since 23.10. */
const LINUX = {
  linux: {
    target: targets(['AppImage', 'deb', 'rpm'], ['x64']),
    icon: 'resources/icons/linux',
    artifactName: '${productName}-${version}-linux-${arch}.${ext}',
    executableName: 'galley',
    syncDesktopName: true,
    category: 'Office;WordProcessor',
    synopsis: 'An editor for feature articles',
    // The system knows these types already; only a type of our own is declared to it.
    mimeTypes: OPENED_FILES.map(({ mimeType }) => mimeType),
    desktop: { entry: { Keywords: 'article;writing;journalism;markdown;' } },
  },
  deb: { packageCategory: 'editors', priority: 'optional' },
}

/**
 * Returns the configuration of all packages.
 * @param env signing, and `GALLEY_UPDATES_URL` for updates from another place than the project's releases
 * @param notes what is new in this version, as text, for the app to show before it updates
 */
export function packageConfig(env: Environment, notes = '') {
  return {
    appId: APP_ID,
    productName: 'Galley',
    copyright: 'Copyright © the Galley authors',
    directories: { buildResources: 'resources/icons', output: 'out/packages' },
    files: FILES,
    asar: true,
    // Bundles need no packages. Returning false keeps electron-builder from collecting node_modules.
    beforeBuild: () => Promise.resolve(false),
    extraMetadata: { desktopName: 'galley.desktop' },
    compression: 'normal' as const,
    forceCodeSigning: env.GALLEY_SIGN === 'required',
    fileAssociations: [DRAFT_FILES],
    protocols: [{ name: 'Galley draft', schemes: ['galley'], role: 'Editor' as const }],
    publish: [
      { provider: 'generic' as const, url: env.GALLEY_UPDATES_URL ?? UPDATES_URL, channel: 'latest' },
    ],
    releaseInfo: { releaseNotes: notes },
    ...WINDOWS,
    ...macosConfig(env),
    ...LINUX,
  }
}
