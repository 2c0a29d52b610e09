import { endsInQuestion, endsSentence, isQuotation } from '../../../text/punctuation.ts'
import type { Candidate } from './candidate.ts'
import type { Evidence } from './evidence.ts'
import { isRoleName } from './roleNames.ts'

/**
 * Weighs what speaks for a turn and against it. A line's own reasons come first ({@link weigh}); those of its neighbours are added
 * by `recognise.ts`. A line is a turn from {@link THRESHOLD} on. The weights come from articles of many shapes: a quotation that
 * ends as a sentence is enough by itself, a name with unquoted words needs to return or to stand between turns.
 */
export const THRESHOLD = 2

/** Receives a reason and its weight. */
export type Weigh = (reason: string, weight: number) => void

/** A number, a price, a time or a date, with a unit at most. */
const FACT =
  /^(?:[\p{Sc}£€$₩¥~≈]? ?\d[\d.,:/ –-]*(?:[\p{L}%°\p{Sc}]{0,12}\.?)(?: [\p{L}\d:.,–-]{1,10}){0,3}|\d{1,2}:\d{2}.*)$/u
const PRONOUN =
  /(?:^|[\s“"‘'(¿¡—–-])(?:I|I['’](?:m|ve|d|ll)|you|you['’]re|we|my|me|your|our|us|ich|du|wir|mein|mich|je|j['’]|tu|vous|nous|moi|yo|tú|me|mi|nosotros|eu|você|io|я|ты|мы)(?=$|[\s,.!?’'”"])|[我你]|저는|제가|나는|내가|우리|私|僕|俺/u
const GREETING =
  /^[“"„«「]?(?:hello|hi|hey|thanks|thank you|welcome|good (?:morning|evening|night)|hallo|danke|guten (?:tag|morgen|abend)|bonjour|merci|hola|gracias|olá|obrigad[oa]|안녕|こんにちは|你好)(?=[\s,.!?…하]|$)/iu
/** In UTF-16 code units: `She was.` What a label says of somebody is longer. */
const MAX_REPLY_LENGTH = 16
const THIRD_PERSON = /^(?:she|he|they|it|er|sie|es|elle|il|ella|él|그녀|그는|彼|他|她)[ 는はが]/iu
/** Labels of awards, works and broadcasters, by one of their words. */
const FACT_LABEL =
  /(?:^|\s)(?:best|award|awards|prize|grand prize|daesang|bonsang|nominee|nominees|track|album|single|song|songs|ost|film|series|drama|show|movie|book|novel|musical|netflix|disney\+?|tving|viki|hulu|youtube|spotify|channel|adults?|children|students|seniors|opening|closing|premiere|stage|hall|group|total|goals?|bester?|beste|preis|mejor|premio|meilleure?|prix|대상|본상|신인상|작품상|인기상|최우수상|우수상|賞|奖|獎|타이틀곡|앨범|主題歌|主题曲)(?:$|\s)|[상賞奖獎]$/iu
/** Who asks in an interview. */
const QUESTIONER =
  /^(?:q|a|question|answer|interviewer|reporter|moderator|host|frage|antwort|redaktion|pregunta|respuesta|entrevistadora?|periodista|question|réponse|journaliste|記者|记者|기자|사회자|진행자|질문|답변|문|답|問|答|问|聞き手|編集部|司会|主持人|采访者|интервьюер|вопрос|ответ|корреспондент|שאלה|תשובה|מראיין|مذيع|سؤال|جواب)$/iu
const CJK_END = /(?:です|ます|した|だよ|よ|ね|か|요|다|죠|까|네|吧|呢|吗|啊|了)[」』”"’)]*$/u
const FORM_WEIGHTS = {
  colon: 0,
  own: -0.5,
  caps: -2.5,
  initial: -1,
  stage: -2,
  dash: -1.5,
  bracket: -2,
  spaced: -2,
  nick: 0,
  speech: -9,
} as const

/** Returns true if a quotation is a title: `“Tea At Midnight”`, without an end mark and in capitals. */
function isTitle(words: string): boolean {
  if (!isQuotation(words)) return false
  const inner = words.trim().slice(1, -1).trim()
  if (endsSentence(inner) || inner.length > 80) return false
  const parts = inner.split(/\s+/u)
  const small = parts.filter((part) => /^\p{Ll}/u.test(part))
  return (
    /^[\p{Lu}\p{N}]/u.test(inner) &&
    parts.every((part) => /^[\p{Lu}\p{N}&(]/u.test(part) || (part.length <= 3 && small.length < parts.length))
  )
}

/** Returns true if a candidate's words are a quotation that ends as a sentence. */
export function isSaid(candidate: Candidate, words: string): boolean {
  return candidate.isQuoted && !isTitle(words) && endsQuotation(words)
}

/** Returns true if the sentence in a quotation has its end. */
function endsQuotation(words: string): boolean {
  return endsSentence(words.replace(/[\s”“"’'»」』]+$/u, '')) || CJK_END.test(words)
}

/** Weighs what is said, unquoted. */
function weighUnquoted(words: string, add: Weigh): void {
  const ends = endsSentence(words)
  if (ends) add('ends as a sentence', 1)
  if (FACT.test(words) && words.length <= 40) add('is a number, a price or a time', -4)
  else if (!ends) {
    add('has no end mark', -1)
    const isShouted = words === words.toUpperCase() && words.split(' ').length > 3
    const isNames = !isShouted && words.split(/[\s,/&]+/u).every((part) => /^[\p{Lu}\p{N}(]/u.test(part))
    if (isNames) add('is nothing but names or titles', -1.5)
  }
}

/** Two or more words of a narrator behind the last quotation mark: `“We will see.” She left.` */
const NARRATION = /[”»」』] +\p{Lu}?\p{L}+[ ,][^“”«»「」『』]*[.!?…]$/u

/** Returns true if somebody speaks of themselves, or to another. */
export function saysIOrYou(words: string): boolean {
  return PRONOUN.test(words.slice(0, 200)) || GREETING.test(words)
}

/** Weighs the words of a candidate. */
function weighWords(candidate: Candidate, words: string, add: Weigh): void {
  if (candidate.isQuoted) {
    add('is quoted', 2)
    if (isTitle(words)) add('is the title of a work', -3)
    else if (endsQuotation(words)) add('ends as a sentence', 1)
    else if (/^[“"‘'„«「『]\p{Ll}/u.test(words)) add('begins in lower case', 0.5)
    if (NARRATION.test(words)) add('ends in a narration', -1.5)
  } else weighUnquoted(words, add)
  if (endsInQuestion(words)) add('asks', 0.5)
  if (saysIOrYou(words)) add('says I or you', 0.5)
}

/** Returns true for a name as chats have it: a handle, a nickname in angle brackets, emoji. */
function isNickname({ key, form }: Candidate): boolean {
  return key.startsWith('@') || form === 'nick' || /^\p{Extended_Pictographic}/u.test(key)
}

/** Weighs the time of a line. Timetables have times, too: `Opening  19:30`, with a remark on the line below. */
function weighTime(
  { form, key, grade, speaker }: Candidate,
  { timed, returning }: Evidence,
  add: Weigh,
): void {
  add('has a time', timed > 2 ? 2.5 : 1.5)
  if (form !== 'own') return
  if (grade === 'loose' && timed > 2) add('name and time have their own line, as others', 1)
  if (!returning.has(key) && grade === 'sure' && !speaker.includes(' ') && /^\p{Lu}\p{Ll}/u.test(speaker))
    add('word and time stand once, as in a timetable', -3)
}

/**
 * Weighs a line by itself and by what the article says of its name.
 * @param words the words of the turn, which may stand on the line below
 */
export function weigh(candidate: Candidate, words: string, evidence: Evidence, add: Weigh): void {
  const { form, grade, key } = candidate
  weighWords(candidate, words, add)
  // A label is followed by that, too: `Mina: She is the cook.` A name that is known or stands alone is none.
  const isPerson = evidence.returning.has(key) || evidence.shortened.has(key) || form === 'own'
  if (!isPerson && THIRD_PERSON.test(words))
    add('tells of somebody else', words.length > MAX_REPLY_LENGTH ? -1.5 : -0.5)
  if (FORM_WEIGHTS[form] !== 0) add(`has the form ${form}`, FORM_WEIGHTS[form])
  const alike = evidence.forms.get(form) ?? 0
  if (form !== 'colon' && form !== 'speech' && alike > 1) add('form is used again', alike > 2 ? 1.5 : 1)
  if (evidence.returning.has(key)) add('name returns', 3)
  else if ((evidence.lines.get(key) ?? 0) > 1)
    add('name stands in the next line again', candidate.isQuoted ? 0.5 : endsSentence(words) ? 1 : -1)
  if (evidence.shortened.has(key)) add('is part of a longer name', 1.5)
  if (candidate.time !== null) weighTime(candidate, evidence, add)
  if (candidate.addressee !== null || candidate.parenthetical !== null || candidate.role !== null)
    add('has an aside', 0.5)
  if (candidate.isBold === true && evidence.bold > 1) add('names are bold', evidence.bold > 2 ? 1 : 0.75)
  if (grade === 'loose') add('name is unusual', isNickname(candidate) ? -0.5 : -2.5)
  if (isRoleName(candidate.speaker)) add('name is a common noun', -1)
  if (QUESTIONER.test(key)) add('label of interviews', 1.5)
  else if (evidence.isNamed(candidate)) add('is named in the prose', 0.5)
  if (FACT_LABEL.test(candidate.speaker)) add('label of facts', -2.5)
}
