import type { Labels } from '../blocks/block.ts'

const ENGLISH: Labels = { source: 'Source', caption: 'Caption', photo: 'Photo', to: 'to' }

const BY_LANGUAGE: Readonly<Record<string, Labels>> = {
  en: ENGLISH,
  ko: { source: '출처', caption: '자막', photo: '사진', to: '→' },
  ja: { source: '出典', caption: '字幕', photo: '写真', to: '→' },
  zh: { source: '来源', caption: '字幕', photo: '图', to: '→' },
}

/** Returns the words an export prints in the article's language; English where we have none. */
export function labelsFor(language: string): Labels {
  return BY_LANGUAGE[language.split('-')[0]?.toLowerCase() ?? ''] ?? ENGLISH
}

/** Returns the labels of that language, then those of every other: what a reader may meet. */
export function allLabels(language: string): [Labels, ...Labels[]] {
  const own = labelsFor(language)
  return [own, ...Object.values(BY_LANGUAGE).filter((labels) => labels !== own)]
}
