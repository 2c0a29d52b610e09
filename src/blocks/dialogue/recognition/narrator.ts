import type { Line } from '../../block.ts'
import type { Decision } from './candidate.ts'

/**
 * Distinguishes a paragraph in which a speaker goes on from one in which the narrator returns. Both stand between two turns:
 *
 *     A. I was nine. My aunt had a boat.
 *     I rowed it to the island every night.                the speaker: says I
 *     He then insists on seeing our notes.                 the narrator: tells of him
 *     Tolley gets up and looks for his glasses.            the narrator: names a speaker
 *
 * A paragraph that could be either is the narrator's: it stays a paragraph.
 */

/** The speaker says I or addresses somebody; a narrator seldom does. */
const SPEAKS =
  /(?:^|[\s“(¿¡,;—–-])(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y(?:self)?|[Mm]e|[Mm]ine|[Yy]ou(?:r|['’](?:re|ve|ll|d))?|[Ii]ch|[Mm]ein\p{L}*|[Mm]ich|[Mm]ir|[Dd]u|[Jj]e|[Jj]['’]\p{L}+|[Mm]oi|[Mm]on|[Mm]es|[Vv]ous|[Yy]o|[Mm]i|[Mm]í|[Mm]is|[Mm]e|[Ee]u|[Mm]eu|[Mm]inha|[Vv]ocê|[Ii]o|[Mm]io|[Mm]ia|[Яя]|[Мм]не|[Мм]ой|[Тт]ы|[Вв]ы|אני|שלי|أنا)(?=$|[\s,.!?;:’])|요[.!?]|니다\.|죠[.?]|です。|ます。|ました。|ですね|我|私|僕|俺/u
/** The speaker says I: answers to frequent questions do not. */
const SAYS_I =
  /(?:^|[\s“(¿¡,;—–-])(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y(?:self)?|[Ii]ch|[Mm]ein\p{L}*|[Jj]e|[Jj]['’]\p{L}+|[Mm]on|[Yy]o|[Mm]is?|[Ee]u|[Mm]eu|[Mm]inha|[Ii]o|[Mm]ia|[Яя]|[Мм]ой|אני|أنا)(?=$|[\s,.!?;:’])|저는|제가|나는|내가|私|僕|俺|我/u
/** The speaker speaks for a group; a magazine says so too. */
const SPEAKS_FOR_MANY =
  /(?:^|[\s“(¿¡,;])(?:[Ww]e|[Oo]ur|[Uu]s|[Ww]ir|[Uu]nser\p{L}*|[Nn]ous|[Nn]otre|[Nn]os|[Nn]osotr[oa]s|[Nn]uestr[oa]s?|[Nn]ós|[Nn]oss[oa]s?|[Нн]ас|[Мм]ы|אנחנו|نحن)(?=$|[\s,.!?;:’])/u
/** Particles of spoken language, where no narrator has them. */
const PARTICLES =
  /(?:^|[\s(¿¡])(?:[Ww]ell|[Yy]eah|[Oo]h|[Hh]onestly|[Nn]a ja|[Tt]ja|[Cc]laro|[Pp]ues|[Bb]ueno|[Mm]ire|[Oo]ye|[Bb]on|[Bb]en|[Ee]nfin|[Vv]oilà|[Nn]é|[Oo]lha|[Cc]erto|[Нн]у),/u
/** A sentence that tells of him, her or them. */
const TELLS =
  /^(?:At this point|At that|He|She|They|Er|Il|Elle|Ils|Elles|Él|Ella|Ellos|Ellas|Ele|Ela|Он|Она|Они|Lui|Lei|그는|그녀는|그가|彼は|彼女は|他|她)(?=[\s,，]|(?<=[はは他她]))/u
/** Somebody is quoted, by a narrator or by a speaker. */
const SAYS =
  /(?:^|[\s,])(?:(?:[Hh]e|[Ss]he|[Tt]hey) (?:then )?(?:says|said|insists|insisted|asks|asked)|(?:says|said|adds|asks) (?:he|she)|(?:sagt|meint|fragt) (?:er|sie)|(?:[Ee]r|[Ss]ie) sagt)(?=[\s,.])|(?:dit|répond|ajoute)-(?:il|elle)|, (?:dice|diz),/u
/** What a narrator sees somebody do in a conversation. */
const DOES =
  /(?:^|[\s,])(?:(?:[Hh]e|[Ss]he|[Tt]hey) (?:\p{Ll}+ly |then )?(?:laughs|laughed|smiles|smiled|nods|nodded|pauses|paused|shrugs|shrugged|sighs|sighed|grins|grinned|leans|leaned|stands up|stood up|gets up|got up|hesitates|hesitated)|laughs (?:he|she)|(?:lacht|lächelt|nickt|schweigt|überlegt|zögert) (?:er|sie)|(?:[Ee]r|[Ss]ie) (?:lacht|lächelt|nickt|schweigt|überlegt|zögert|steht auf)|(?:[Ii]l|[Ee]lle) (?:rit|sourit|hésite|réfléchit|se lève|se tait)|[Ss]e (?:ríe|levanta|queda callad[oa]))(?=[\s,.])|(?:rit|sourit)-(?:il|elle)/u

/** Lines above the first turn in which people are named. */
const MAX_OPENING_LINES = 12
/** Characters of such a line. */
const MAX_OPENING_LENGTH = 2000
/** First name and surname: `Ewan Tolley`. */
const FULL_NAME = /\p{Lu}\p{Ll}+(?:[ -]\p{Lu}[\p{Ll}’']+)+/gu
/** Letters of a surname that is looked for. */
const MIN_SURNAME_LENGTH = 4
const MAX_NAMES = 24

/** Returns true if somebody says I. */
export function saysI(text: string): boolean {
  return SAYS_I.test(text)
}

/** Returns the names of speakers, and parts of them. */
function speakerNames(decisions: readonly (Decision | null)[]): Set<string> {
  const names = new Set<string>()
  for (const decision of decisions) {
    if (names.size >= MAX_NAMES) break
    if (decision?.kind !== 'turn' && decision?.kind !== 'words') continue
    const { speaker } = decision.candidate
    if (speaker.length < 2) continue
    names.add(speaker)
    const surname = speaker.split(/[ -]/u).at(-1) ?? ''
    if (/^\p{Lu}/u.test(surname) && surname.length >= MIN_SURNAME_LENGTH) names.add(surname)
  }
  return names
}

/** Returns the surnames in the lines above the first turn. */
function openingNames(lines: readonly Line[], decisions: readonly (Decision | null)[]): Set<string> {
  const names = new Set<string>()
  for (const [index, line] of lines.slice(0, MAX_OPENING_LINES).entries()) {
    if (decisions[index] != null) break
    for (const [name] of line.matchable.slice(0, MAX_OPENING_LENGTH).matchAll(FULL_NAME)) {
      const surname = name.split(/[ -]/u).at(-1) ?? ''
      if (surname.length >= MIN_SURNAME_LENGTH && names.size < MAX_NAMES) names.add(surname)
    }
  }
  return names
}

/** Returns true if a text holds one of some names. */
function namesOne(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => text.includes(name))
}

/** Returns a function that returns true for a paragraph in which a speaker of an interview goes on. */
export function spokenOf(
  lines: readonly Line[],
  decisions: readonly (Decision | null)[],
): (text: string) => boolean {
  const speakers = speakerNames(decisions)
  const others = openingNames(lines, decisions)
  return (text) => {
    if (DOES.test(text) || namesOne(text, speakers)) return false
    if (SPEAKS.test(text)) return true
    if (TELLS.test(text) || SAYS.test(text) || namesOne(text, others)) return false
    return SPEAKS_FOR_MANY.test(text) || PARTICLES.test(text)
  }
}
