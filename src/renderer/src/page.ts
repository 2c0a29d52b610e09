import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { normalizeLetterCase } from './dom/letterCase.ts'
import { watchErrors } from './errorLog.ts'
import { i18n } from './i18n.ts'

/** Mounts the page, which replaces the frame that main.ts has shown. */
const app = createApp(App)
watchErrors(app)
normalizeLetterCase()
app.use(createPinia()).use(i18n).mount('#app')
