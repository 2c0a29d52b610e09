import { defineAsyncComponent } from 'vue'
import { afterNextPaint } from '../dom/afterPaint.ts'

/**
 * The parts of the window that the first paint does not need: what only an open draft has, and the settings. They are
 * chunks of their own, so that the window is painted before they run. The build names the editor's in index.html
 * beside the page's, and {@link loadDraftParts} runs it while the desk is asked for the first draft.
 */

const loadEditor = () => import('../editor/ArticleEditor.vue')

export const ArticleEditor = defineAsyncComponent(loadEditor)
export const InspectorPanel = defineAsyncComponent(() => import('../inspector/InspectorPanel.vue'))
export const PreviewPanel = defineAsyncComponent(() => import('../preview/PreviewPanel.vue'))
export const ExportDialog = defineAsyncComponent(() => import('../export/ExportDialog.vue'))

/** It knows the targets of an export, and with them the writers of every format. */
export const SettingsDialog = defineAsyncComponent(() => import('../settings/SettingsDialog.vue'))

/** What is in the middle while no draft is open. */
export const NoDraft = defineAsyncComponent(() => import('./NoDraft.vue'))

/** Only the desktop app has menus of its own. */
export const NativeMenus = defineAsyncComponent(() => import('./nativeMenus.ts'))

/** The palette, and the dialogs that belong to no draft. */
export const WindowDialogs = defineAsyncComponent(() => import('./WindowDialogs.vue'))

/** Runs the editor's chunk once the window has been painted. Where that fails, opening a draft tries it again. */
export function loadDraftParts(): void {
  afterNextPaint(() => void loadEditor().catch(() => undefined))
}
