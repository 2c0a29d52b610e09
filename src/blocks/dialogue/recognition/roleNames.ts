/**
 * Names that say what somebody is: `Lock keeper`, `The judge`, `Le capitaine`, `Die alte Frau`. Their shape is that of many labels
 * (`La solution`), so a noun must be one for a person in English, and none of a list of labels elsewhere. Such a name is `loose`: its
 * lines are turns only where the rest of the article speaks for it.
 */

const wordSet = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*[\n,]\s*/))

/** English nouns for people, the last word of such a name. */
const PEOPLE = wordSet(`
  keeper, master, man, woman, boy, girl, child, kid, guard, officer, driver, guide, judge, clerk, nurse, doctor, soldier, sailor, neighbour,
  neighbor, vendor, seller, waiter, waitress, cook, chef, baker, butcher, teacher, student, pupil, librarian, editor, reporter, visitor,
  passenger, customer, guest, host, hostess, owner, manager, player, singer, dancer, mayor, minister, priest, vicar, farmer, gardener,
  fisherman, postman, mother, father, son, daughter, sister, brother, aunt, uncle, grandmother, grandfather, wife, husband, widow, widower,
  voice, member, assistant, director, engineer, inspector, caller, technician, attendant, receptionist, conductor, captain, mate, twin,
  witness, stranger, tourist, speaker, chairman, chairwoman, president, secretary, volunteer, warden, porter, landlord, landlady, lawyer,
  historian, scientist, expert, mechanic, electrician, plumber, carpenter, painter, musician, pianist, drummer, pilot, steward, cleaner,
  shopkeeper, barber, tailor, hunter, shepherd, ghost, cop, detective, thief, burglar, prisoner, princess, prince, king, queen, knight,
  servant, maid, butler, nun, monk, referee, coach, trainer, fan, usher, lifeguard, lighthouse keeper, apprentice, recruit, sergeant, major`)

/** Nouns of other languages that stand behind an article and name nobody. */
const THINGS = wordSet(`
  résultat, solution, verdict, question, réponse, phrase, titre, slogan, mot, morale, conclusion, bilan, problème, programme, prix, date, lieu,
  suite, fin, clé, citation, raison, règle, devise, légende, différence, preuve, exemple, chanson, film, livre, série, scène, épisode, note,
  message, lettre, consigne, recette, chiffre, nouvelle, rumeur, décor, sujet, thème, idée, intrigue, leçon, constat, astuce, plus, moins, meilleur,
  resultado, solución, respuesta, pregunta, frase, título, lema, palabra, moraleja, conclusión, problema, programa, precio, fecha, lugar,
  clave, cita, razón, regla, diferencia, prueba, ejemplo, canción, película, libro, serie, escena, episodio, nota, mensaje, carta, receta,
  dato, noticia, rumor, tema, idea, trama, lección, truco, mejor, peor, solução, resposta, pergunta, palavra, moral, conclusão, preço, data,
  chave, razão, regra, diferença, prova, exemplo, canção, filme, livro, cena, mensagem, notícia, lição, risultato, soluzione, domanda,
  risposta, titolo, parola, morale, conclusione, problema, prezzo, luogo, chiave, citazione, ragione, regola, esempio, canzone, libro, scena`)

/** `Lock keeper`, `Second soldier 2`, `The old judge`: the last word names a person. */
const ENGLISH =
  /^(?:(?:The|My|Our) (?:\p{Ll}+ ){0,2}|\p{Lu}[\p{Ll}’-]+ (?:\p{Ll}+ )?)(?<noun>\p{Ll}+)(?: #?\d{1,2})?$/u
/** `Man in a hat`, `Voice from the cellar`. */
const PLACED =
  /^(?:Man|Woman|Boy|Girl|Child|Voice|Someone|Person|Lady|Gentleman) (?:in|with|from|at|behind|on) (?:\p{Ll}+ ){0,3}\p{Ll}+$/u
/** `Le capitaine`, `L’élue`, `La grand-mère`, `El alcalde de la villa`. */
const ROMANCE =
  /^(?:(?:Le|La|Les|Un|Une|Mon|Ma|Notre|El|Los|Las|Una|Mi|O|Os|As|Um|Uma|Meu|Minha|Il|Lo|Gli) |L['’])(?<noun>\p{Ll}[\p{L}\p{M}-]{2,})(?: (?:\p{Ll}[\p{L}\p{M}’'-]*|d[eu'’] ?)){0,3}$/u
/** `Die alte Frau`. Without the adjective a German noun has the shape of a name. */
const GERMAN =
  /^(?:Der|Die|Das|Ein|Eine|Mein|Meine) (?:\p{Ll}{3,} ){1,2}(?:\p{Lu}[\p{Ll}-]+(?:in|er|mann|frau|kind)|Frau|Mann|Herr|Dame|Kind|Junge|Wirt|Nachbar|Gast|Koch|Arzt|Mutter|Vater)$/u

/** Returns true if the words before a turn say what somebody is. */
export function isRoleName(name: string): boolean {
  if (name.length > 50) return false
  const english = ENGLISH.exec(name)?.groups?.noun
  if (english !== undefined && PEOPLE.has(english)) return true
  const romance = ROMANCE.exec(name)?.groups?.noun
  return (
    (romance !== undefined && !THINGS.has(romance.toLowerCase())) || PLACED.test(name) || GERMAN.test(name)
  )
}
