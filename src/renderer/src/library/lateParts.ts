import { defineAsyncComponent } from 'vue'

/** The parts of the library that its rows can be shown without. They are chunks of their own, loaded after the first paint. */

export const JobDialog = defineAsyncComponent(() => import('./JobDialog.vue'))
export const TrashDialog = defineAsyncComponent(() => import('./TrashDialog.vue'))
export const RowMenu = defineAsyncComponent(() => import('./list/RowMenu.vue'))
export const SelectionBar = defineAsyncComponent(() => import('./list/SelectionBar.vue'))
export const TagsDialog = defineAsyncComponent(() => import('./list/TagsDialog.vue'))
/** Only a list that is narrowed to a series shows it. */
export const SeriesHead = defineAsyncComponent(() => import('./list/SeriesHead.vue'))
