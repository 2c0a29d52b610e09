/** Distinguishes role, age and instrument behind a name from a stage direction. */

const wordSet = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*[\n,]\s*/))

const ROLES = wordSet(`
  vocals, vocal, voice, drums, drum, bass, guitar, lead guitar, rhythm guitar, bass guitar, keys, keyboard, keyboards, piano, violin, cello, viola,
  trumpet, saxophone, sax, flute, clarinet, trombone, horn, harp, organ, percussion, rapper, rap, leader, dancer, maknae, singer, songwriter,
  actor, actress, director, writer, author, screenwriter, producer, host, moderator, interviewer, reporter, editor, manager, coach, captain,
  player, teacher, student, doctor, nurse, lawyer, engineer, designer, baker, chef, driver, owner, founder, ceo, spokesperson, professor,
  drummer, dj, runner, swimmer, striker, defender, publisher, researcher, developer, programmer, server, waiter, waitress, sailor, skipper,
  pilot, gardener, carpenter, butcher, plumber, printer, tailor, barber, critic, curator, translator, architect, judge, minister, president,
  secretary, candidate, speaker, volunteer, organiser, organizer, promoter, agent, neighbour, neighbor, friend, cousin, aunt, uncle, son,
  daughter, husband, wife, grandmother, grandfather, fan, viewer, mother, father, brother, sister, narrator, choreographer, composer, conductor, photographer, mayor,
  schlagzeug, gitarre, gesang, klavier, geige, bratsche, bass, regie, regisseur, regisseurin, schauspieler, schauspielerin, autor, autorin,
  leiter, leiterin, sänger, sängerin, moderation, moderator, moderatorin, redaktion, sprecher, sprecherin, kamera, dramaturgie, bühnenbild,
  chant, batterie, guitare, basse, réalisateur, réalisatrice, metteur en scène, acteur, actrice, comédien, comédienne, autrice, auteur,
  batería, guitarra, bajo, voz, directora, director, actriz, autora, cantante, bateria, baixo, atriz, ator, cantora, cantor,
  배우, 감독, 작가, 가수, 리더, 보컬, 드럼, 기타, 베이스, 래퍼, 연출, 사회자, 진행자, 기자, 팬, 관객, 대표, 교수,
  俳優, 女優, 監督, 脚本家, 作家, 歌手, ボーカル, ドラム, ギター, ベース, リーダー, 司会, 記者, 編集部, 店主, 演员, 导演, 编剧, 主持人, 店长`)

const AGE =
  /^(?:(?:age|aged|alter) )?\d{1,3}(?:세|살|歳|岁|歲| years old| Jahre(?: alt)?| ans| años| anos)?$/iu
const AS = /^(?:as|als|en|como|in the part of) [\p{Lu}\p{Lo}]|역$|役$|饰$/u

/** Nouns of people by their endings: `historian`, `boatbuilder`, `bookseller`; no participle or adverb has them. */
const TRADE =
  /^(?:(?:former|retired|local|deputy|chief|assistant|amateur) )?\p{Ll}{2,}(?:ian|ologist|ist|smith|wright|maker|builder|seller|binder|keeper|master|grapher|worker|man|woman|nomer|farmer|dealer|hunter|painter|carpenter|officer|lehrerin|lehrer|meister|meisterin|bäcker|bäckerin|arzt|ärztin|iste|ière|eur|euse)$/u
/** Any trade behind an age: `34, retired ferryman`. */
const BEHIND_AGE = /^\p{L}[\p{L}’-]{2,}(?: \p{L}[\p{L}’-]*){0,3}$/u

/** Returns true for a place or a trade behind an age or a trade: `Port Anselm` of `24, Port Anselm`. */
function isBehind(part: string, first = ''): boolean {
  return /^\p{Lu}\p{L}+$/u.test(part) || (AGE.test(first) && BEHIND_AGE.test(part))
}

/** Returns true if words behind a name say who somebody is: `24`, `drums`, `as Mi-rae`, `24, baker`. */
export function isRole(words: string): boolean {
  const parts = words.split(/ *[,/;，、] */u)
  return (
    parts.length <= 3 &&
    parts.every((part, index) => {
      const key = part.toLowerCase().trim()
      return (
        AGE.test(part) ||
        AS.test(part) ||
        ROLES.has(key) ||
        TRADE.test(part) ||
        (index > 0 && isBehind(part, parts[0]))
      )
    })
  )
}
