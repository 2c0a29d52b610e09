import { defineAsyncComponent } from 'vue'

/**
 * The parts of the window that only an open draft needs. They are chunks of their own, so that the window is painted before
 * they run: index.html names them as `modulepreload`, and {@link loadDraftParts} runs them while the desk is asked for the
 * first draft.
 */

const loadEditor = () => import('../editor/ArticleEditor.vue')

export const ArticleEditor = defineAsyncComponent(loadEditor)
export const InspectorPanel = defineAsyncComponent(() => import('../inspector/InspectorPanel.vue'))
export const ExportDialog = defineAsyncComponent(() => import('../export/ExportDialog.vue'))

/** Runs the editor's chunk once the window has been painted. Where that fails, opening a draft tries it again. */
export function loadDraftParts(): void {
  requestAnimationFrame(() => setTimeout(() => void loadEditor().catch(() => undefined)))
}
