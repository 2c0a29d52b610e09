declare module '*.css'

/** For tools that do not read single-file components; vue-tsc takes their real types. */
declare module '*.vue' {
  import type { Component } from 'vue'

  const component: Component
  export default component
}
