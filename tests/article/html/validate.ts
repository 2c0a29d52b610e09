import { type ConfigData, HtmlValidate } from 'html-validate'
import type { HtmlProfile } from '../../../src/blocks/block.ts'

/** html-validate's recommended rules, and for whole pages those of documents. */
const config = (profile: HtmlProfile, rules: ConfigData['rules'] = {}): ConfigData => ({
  root: true,
  extends: ['html-validate:recommended', ...(profile === 'page' ? ['html-validate:document'] : [])],
  rules: {
    // The standard's own spelling is as good, and what the serialiser writes.
    'doctype-style': ['error', { style: 'lowercase' }],
    // A headline is as long as its writer made it.
    'long-title': 'off',
    ...rules,
  },
})

/** For articles nobody wrote. */
const RANDOM: ConfigData['rules'] = {
  // Which heading follows which is the writer's; Galley's checks speak of it.
  'heading-level': 'off',
  // Lines of a code block end as they end.
  'no-trailing-whitespace': 'off',
  // A task may have no words yet.
  'input-missing-label': 'off',
  // How a number to call breaks is the writer's.
  'tel-non-breaking': 'off',
}

const validators = {
  page: new HtmlValidate(config('page')),
  fragment: new HtmlValidate(config('fragment')),
}
const lenient = {
  page: new HtmlValidate(config('page', RANDOM)),
  fragment: new HtmlValidate(config('fragment', RANDOM)),
}

function messages(validator: HtmlValidate, html: string): string[] {
  const lines = html.split('\n')
  return validator
    .validateStringSync(html)
    .results.flatMap((result) => result.messages)
    .map(({ ruleId, message, line }) => `${ruleId}: ${message} in ${lines[line - 1] ?? ''}`)
}

/** What html-validate has to say: nothing, if all is well. */
export function complaints(html: string, profile: HtmlProfile): string[] {
  return messages(validators[profile], html)
}

/** As {@link complaints}, for random articles. */
export function complaintsOfRandom(html: string, profile: HtmlProfile): string[] {
  return messages(lenient[profile], html)
}
