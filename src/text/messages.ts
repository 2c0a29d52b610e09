import {
  compile,
  createCoreContext,
  fallbackWithLocaleChain,
  registerLocaleFallbacker,
  registerMessageCompiler,
  registerMessageResolver,
  resolveValue,
  translate,
} from '@intlify/core-base'

/**
 * What a writer reads, looked up by key. Each room keeps its own sentences in `locales/en.json` and makes its `t` of them
 * in a `messages.ts`; a second language is a second file beside the first. The page uses vue-i18n (its i18n.ts), which has
 * the same message syntax: `{name}` is replaced, `one thing | {count} things` is chosen by `count`, and `@`, `{`, `}` and
 * `|` as text are written `{'@'}`.
 */

/** A file of messages: texts, or groups of them. */
export interface Messages {
  readonly [key: string]: string | Messages
}

/** The keys of a file of messages, with dots between its groups: `save.failed`. */
export type MessageKey<M> = {
  [K in keyof M & string]: M[K] extends string ? K : `${K}.${MessageKey<M[K]>}`
}[keyof M & string]

/** The values that replace `{name}`. A `count` also chooses between the forms of a plural. */
export type MessageValues = Readonly<Record<string, string | number>>

/** Returns the text of a key in the language in use, or in English where that has none. */
export type Translate<M> = (key: MessageKey<M>, values?: MessageValues) => string

registerMessageCompiler(compile)
registerMessageResolver(resolveValue)
registerLocaleFallbacker(fallbackWithLocaleChain)

let locale = 'en'

/** Sets the language of everything that is translated from now on; what was translated before stays as it is. */
export function setLocale(language: string): void {
  locale = language
}

/**
 * Returns a room's `t`.
 * @param english the room's messages in English; their keys are the only ones that compile
 * @param others the same messages in other languages, by BCP 47 tag
 */
export function translator<M extends object>(
  english: M,
  others: Readonly<Record<string, Messages>> = {},
): Translate<M> {
  const context = createCoreContext({
    locale: 'en',
    fallbackLocale: 'en',
    messages: { en: english, ...others } as Record<string, Messages>,
    missingWarn: false,
    fallbackWarn: false,
  })
  return (key, values = {}) => {
    const plural = typeof values.count === 'number' ? { plural: values.count } : {}
    return String(translate(context, key, { ...values }, { locale, ...plural }))
  }
}
